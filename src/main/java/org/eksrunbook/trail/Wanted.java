package org.eksrunbook.trail;

import java.util.Collection;
import java.util.Set;

/** The tokens that a reading looks for. */
final class Wanted {

    private final Set<String> tokens;
    private final HashSet64 hashes = new HashSet64();

    Wanted(Collection<String> tokens) {
        this.tokens = Set.copyOf(tokens);
        for (String token : this.tokens) {
            hashes.add(Token.hash(token));
        }
    }

    boolean mayHold(long hash) {
        return hashes.contains(hash);
    }

    boolean holdsOneOf(Set<String> candidates) {
        for (String candidate : candidates) {
            if (tokens.contains(candidate)) {
                return true;
            }
        }
        return false;
    }
}
