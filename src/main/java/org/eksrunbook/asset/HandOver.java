package org.eksrunbook.asset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When an approved plan was handed out to be performed. What the attacker does afterwards, the plan has not dealt with. */
public record HandOver(Instant at) {

    /** The logs tell seconds: within the same one, the attacker's act may have been the later. */
    public boolean isBefore(Instant act) {
        return !act.isBefore(at.truncatedTo(ChronoUnit.SECONDS));
    }
}
