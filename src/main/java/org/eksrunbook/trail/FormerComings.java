package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who came in by which identity provider before the compromise, and from where. A provider that the attacker changed lets in its own people still; whoever
 * comes in under a name and from an address that it never had, where others are known, is not one of them.
 */
final class FormerComings {

    private final Map<String, Set<String>> byProvider = new HashMap<>();

    void remember(Baseline.Doing doing) {
        for (String token : doing.acting()) {
            if (Token.PROVIDER.is(token)) {
                Set<String> known = byProvider.computeIfAbsent(token, made -> new HashSet<>());
                doing.acting().stream().filter(FormerComings::isName).forEach(known::add);
                known.add(String.valueOf(doing.address()));
            }
        }
    }

    /** Whether neither the name nor the address came in by this provider before, though others did. */
    boolean isNew(Sighting comingIn, String provider) {
        Set<String> known = byProvider.getOrDefault(Token.PROVIDER.of(provider), Set.of());
        boolean sameAddress = known.contains(String.valueOf(comingIn.address()));
        boolean sameName =
                comingIn.tokens().all().stream().filter(FormerComings::isName).anyMatch(known::contains);
        return !known.isEmpty() && !sameAddress && !sameName;
    }

    /** Whether there is anybody to compare with. */
    boolean know(String provider) {
        return byProvider.containsKey(Token.PROVIDER.of(provider));
    }

    private static boolean isName(String token) {
        return Token.NAME.is(token) || Token.ISSUED_ARN.is(token);
    }
}
