package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.eksrunbook.evidence.Entry;

/** Which resources have a disposition: those of the newest decisions on recovery, and those that a plan not refused acts on. */
record Decided(Set<String> ids) {

    static Decided of(CaseLedger ledger) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : ledger.all("recovery.decided")) {
            for (JsonNode group : entry.body().path("groups")) {
                group.path("resources").forEach(resource -> ids.add(ResourceNames.id(resource)));
            }
        }
        for (Plan plan : ledger.plans()) {
            if (!plan.refused()) {
                plan.actions().forEach(action -> ids.add(ResourceNames.id(action.path("target"))));
            }
        }
        return new Decided(Set.copyOf(ids));
    }

    int resources() {
        return ids.size();
    }
}
