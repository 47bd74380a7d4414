package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The suspects of an exploration as the list of principals: each with the round that first looks for it. */
final class PrincipalList {

    private PrincipalList() {}

    static List<Principal> of(Suspects suspects, List<Principal> before, int round) {
        Map<String, Integer> rounds = new HashMap<>();
        for (Principal principal : before) {
            rounds.put(principal.type() + "\n" + principal.id(), principal.round());
        }
        List<Principal> list = new ArrayList<>();
        Set<String> his = new HashSet<>();
        suspects.all().stream().filter(one -> !one.isLeftOut()).forEach(one -> his.add(one.id()));
        for (Suspect suspect : suspects.all()) {
            if (suspect.isLeftOut() && his.contains(suspect.id())) {
                continue;
            }
            int first = rounds.getOrDefault(suspect.key(), suspect.isLeftOut() ? round : round + 1);
            list.add(suspect.asPrincipal(first));
        }
        list.sort(Comparator.comparing((Principal principal) -> !principal.included())
                .thenComparing(principal -> !principal.watched())
                .thenComparingInt(Principal::round));
        return list;
    }
}
