package org.eksrunbook.trail;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which groups started instances from which version of a launch template before the compromise: they go on as their owner set them up. */
final class FormerStarts {

    private final Map<String, Set<String>> groups = new HashMap<>();

    void remember(Baseline.Doing doing) {
        for (String from : doing.acting()) {
            if (Token.GROUP.is(from)) {
                groups.computeIfAbsent(from, made -> new HashSet<>()).addAll(others(from, doing.acting()));
            }
        }
    }

    /** Whether the start is of a group that started from the same before. */
    boolean include(String startedFrom, Sighting start) {
        String from = Token.GROUP.of(startedFrom);
        Set<String> before = groups.getOrDefault(from, Set.of());
        return others(from, start.acting()).stream().anyMatch(before::contains);
    }

    private static Set<String> others(String from, Collection<String> acting) {
        Set<String> others = new HashSet<>();
        acting.stream()
                .filter(token -> Token.GROUP.is(token) && !token.equals(from))
                .forEach(others::add);
        return others;
    }
}
