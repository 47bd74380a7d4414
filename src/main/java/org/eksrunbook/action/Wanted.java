package org.eksrunbook.action;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An action that is asked for.
 *
 * @param lastSeen the attacker's latest act that it answers; null: none is known
 */
public record Wanted(Action action, @Nullable Instant lastSeen) {

    /**
     * Whether the attacker acted again after an earlier plan was handed out, so that what it did no longer counts. The logs tell seconds: within
     * the same one, the act may have been the later.
     */
    public boolean again(Instant handedOut) {
        return lastSeen != null && !lastSeen.isBefore(handedOut.truncatedTo(ChronoUnit.SECONDS));
    }

    Wanted in(String home) {
        return action.target().accountId().isEmpty() ? new Wanted(action.in(home), lastSeen) : this;
    }
}
