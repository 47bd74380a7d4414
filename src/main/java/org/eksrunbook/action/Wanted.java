package org.eksrunbook.action;

import java.time.Instant;
import org.eksrunbook.asset.HandOver;
import org.jspecify.annotations.Nullable;

/**
 * An action that is asked for.
 *
 * @param occasion when what it answers happened last: the attacker's latest act, or an owner's word that something is not back; null: not known
 */
public record Wanted(Action action, @Nullable Instant occasion) {

    /** Whether there is an occasion after an earlier plan was handed out, so that what that plan did no longer counts. */
    public boolean again(HandOver earlier) {
        return occasion != null && earlier.isBefore(occasion);
    }

    Wanted in(String home) {
        return new Wanted(action.in(home), occasion);
    }
}
