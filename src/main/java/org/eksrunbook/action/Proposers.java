package org.eksrunbook.action;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eksrunbook.evidence.Entry;

/** Whose decisions a plan rests on, from the ledger. */
final class Proposers {

    /** A cut is proposed from the scope alone, the others from what was decided in their phase. */
    private static final Map<Purpose, Set<String>> DECISIONS = Map.of(
            Purpose.CUT, Set.of("scope.confirmed", "scope.changed"),
            Purpose.ERADICATE, Set.of("findings.reviewed"),
            Purpose.RECOVER, Set.of("recovery.decided"),
            Purpose.TERMINATE, Set.of("forensics.recorded"));

    private static final String USER = "user:";

    private Proposers() {}

    static Set<String> of(Plan plan, List<Entry> entries) {
        Set<String> names = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.kind().equals("plan.made")
                    && entry.body().path("plan").asText().equals(plan.id())) {
                return names;
            }
            if (DECISIONS.getOrDefault(plan.purpose(), Set.of()).contains(entry.kind())
                    && entry.actor().startsWith(USER)) {
                // A later decision takes the place of the earlier one; findings of forensics add up.
                if (plan.purpose() == Purpose.ERADICATE || plan.purpose() == Purpose.RECOVER) {
                    names.clear();
                }
                names.add(entry.actor().substring(USER.length()));
            }
        }
        return names;
    }
}
