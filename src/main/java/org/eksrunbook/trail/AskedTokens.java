package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The ids of the tokens that were asked for. Whoever asks for one account's a thousand times comes to it by one way, and each of them may be the one that
 * he uses.
 */
final class AskedTokens {

    private static final int MOST = 10_000;
    // An id is «JTI=» and a UUID.
    private static final int LONGEST = 128;

    private final Suspects suspects;
    // Service account and who asked → the ids.
    private final Map<String, Set<String>> ids = new HashMap<>();
    private int size;

    AskedTokens(Suspects suspects) {
        this.suspects = suspects;
    }

    /**
     * Keeps the token's id with those of the same account that the same one asked for.
     *
     * @return how the token is told from the others of its account: by all but its id, where that is kept
     */
    AskedToken kept(AskedToken token, String of) {
        String id = token.credential();
        if (id == null) {
            return token;
        }
        Set<String> same = ids.computeIfAbsent(of, asked -> new HashSet<>());
        if (!same.contains(id)) {
            if (size >= MOST || id.length() > LONGEST) {
                return token;
            }
            size++;
            same.add(id);
            suspects.lookAgain();
        }
        return token.anyId();
    }

    /** Whether the event shows one of them. */
    boolean haveDone(Sighting event, String of) {
        String shown = AskedToken.shownBy(event);
        return shown != null && ids.getOrDefault(of, Set.of()).contains(shown);
    }
}
