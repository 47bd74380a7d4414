package org.eksrunbook.eradicate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the attack is over, as far as logs can tell (correction 25).
 *
 * @param state {@code quiet}: logs that cover the whole window arrived and show nothing new; {@code active}: they show something, or the scope is another than was looked through;
 *     {@code waiting}: they may still arrive; {@code unprovable}: they do not
 * @param from end of the last change of ours, beginning of the quiet window
 */
record Proof(String state, @Nullable Instant from, @Nullable Instant until, List<Gap> gaps) {

    static final String KIND = "eradication.proved";
    static final String QUIET = "quiet";
    static final String ACTIVE = "active";
    static final String WAITING = "waiting";
    static final String UNPROVABLE = "unprovable";

    /**
     * Something the logs do not cover.
     *
     * @param until at most when the proof was made: of what is still to come nothing is missing yet
     */
    record Gap(String what, String from, String until, String reason) {}
}
