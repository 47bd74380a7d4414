package org.eksrunbook.action;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eksrunbook.evidence.Entry;

/** Whose decisions a plan rests on, from the ledger. */
final class Proposers {

    /** A cut rests on the scope alone, the others on what was decided in their phase. */
    private static final Map<Purpose, Set<String>> DECISIONS = Map.of(
            Purpose.CUT, Set.of("incident.opened", "scope.confirmed", "scope.changed"),
            // What comes alive late is cut with the clean-up: who widened the scope for it proposed that.
            Purpose.ERADICATE, Set.of("findings.reviewed", "scope.changed", "playbook.followed"),
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
                // A later decision changes single things of the earlier ones; the rest of those stands.
                names.add(entry.actor().substring(USER.length()));
            }
        }
        return names;
    }
}
