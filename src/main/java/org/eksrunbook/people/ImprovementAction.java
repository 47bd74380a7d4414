package org.eksrunbook.people;

import java.time.Instant;
import java.time.LocalDate;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done so that this does not happen again.
 *
 * @param id names it everywhere, in process variables too; made from incident and content
 * @param owner a user's or group's name
 * @param doneAt {@code null} while it is open
 * @param reminders how often the owner was reminded
 */
public record ImprovementAction(
        String id,
        IncidentId incident,
        String what,
        String owner,
        LocalDate due,
        @Nullable Instant doneAt,
        @Nullable String doneBy,
        String remark,
        int reminders,
        @Nullable Instant remindedAt) {

    public boolean open() {
        return doneAt == null;
    }
}
