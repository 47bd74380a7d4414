package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.Scope;

/** The suspects of an exploration as the list of principals: each with the round that first looks for it. */
final class PrincipalList {

    private PrincipalList() {}

    /** The accounts in which to look; empty (any) where a principal is known by an id alone, which tells no account. */
    static Set<String> accounts(Scope scope, List<Principal> principals) {
        Set<String> accounts = new LinkedHashSet<>(scope.allAccounts());
        for (Principal principal : principals) {
            if (!principal.included() && !principal.watched()) {
                continue;
            }
            String account = Arns.account(principal.arn());
            if (account != null) {
                accounts.add(account);
            } else if (principal.type().equals("accessKey")
                    || principal.type().equals(IdentityCenter.TYPE)
                    || principal.id().startsWith("A") && principal.arn() == null) {
                return Set.of();
            }
        }
        return accounts;
    }

    /** @param unknown tokens that this round did not look for: a principal of one of them is looked for by the next */
    static List<Principal> of(
            Suspects suspects, Renames renames, List<Principal> before, int round, Set<String> unknown) {
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
            int first = rounds.getOrDefault(
                    suspect.key(),
                    suspect.isLeftOut() || Collections.disjoint(suspect.tokens(), unknown) ? round : round + 1);
            list.add(suspect.asPrincipal(first, renames.nameNow(suspect)));
        }
        list.sort(Comparator.comparing((Principal principal) -> !principal.included())
                .thenComparing(principal -> !principal.watched())
                .thenComparingInt(Principal::round));
        return list;
    }
}
