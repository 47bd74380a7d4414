package org.eksrunbook.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One update to the stakeholders of an incident.
 *
 * @param number counts the incident's updates from 1
 * @param remark why it was missed, or whom it did not reach and why; empty or {@code null} where it reached all
 */
public record Update(
        int number,
        Instant writtenAt,
        String subject,
        String text,
        State state,
        @Nullable String remark) {

    /** What became of an update. */
    public enum State {
        WRITTEN,
        SENT,
        MISSED
    }
}
