package org.eksrunbook.action;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An action that is asked for.
 *
 * @param occasion when what it answers happened last: the attacker's latest act, or an owner's word that something is not back; null: not known
 */
public record Wanted(Action action, @Nullable Instant occasion) {

    /**
     * Whether there is an occasion after an earlier plan was handed out, so that what it did no longer counts. The logs tell seconds: within the
     * same one, the attacker's act may have been the later.
     */
    public boolean again(Instant handedOut) {
        return occasion != null && !occasion.isBefore(handedOut.truncatedTo(ChronoUnit.SECONDS));
    }

    Wanted in(String home) {
        return action.target().accountId().isEmpty() ? new Wanted(action.in(home), occasion) : this;
    }
}
