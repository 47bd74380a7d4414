package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * From where those came in before the compromise who have no name in IAM: pods and pipelines by their provider's word, guests of an identity pool,
 * machines with certificates. Whoever uses such a name from an address of the attacker's that it never had is the attacker again.
 */
final class FormerDoors {

    private final Map<String, Set<String>> addresses = new HashMap<>();
    private final Set<String> compared = new HashSet<>();

    /** From now on it is remembered from where the name came in, or called, before the compromise. */
    void hear(String name) {
        addresses.computeIfAbsent(name, made -> new HashSet<>());
    }

    void remember(Baseline.Doing doing) {
        String address = doing.address();
        if (address != null) {
            doing.acting()
                    .forEach(token -> addresses.computeIfPresent(token, (same, from) -> {
                        from.add(address);
                        return from;
                    }));
        }
    }

    /** Begins a pass, which hands over what was before anew. */
    void begin() {
        compared.addAll(addresses.keySet());
    }

    /**
     * Whether the name never came in from there, though it did from elsewhere. An identity of a pool is one guest's, who may be new; a pipeline's or service
     * account's name is many runs' and pods', of which nothing tells without a past. Of a name that is heard of in this pass nothing is known yet.
     */
    boolean isNew(String name, String address) {
        Set<String> known = addresses.getOrDefault(name, Set.of());
        boolean comparable = !known.isEmpty() || Token.POOL_IDENTITY.is(name);
        return compared.contains(name) && comparable && !known.contains(address);
    }
}
