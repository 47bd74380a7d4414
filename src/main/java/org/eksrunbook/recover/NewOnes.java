package org.eksrunbook.recover;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.action.Performance;
import org.eksrunbook.action.Performed;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.CmdbEntry;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/**
 * Enters new things in the CMDB, in the application and with the configuration of the things whose place they took (Part 4, step 2.2: «Update your CMDB
 * accordingly»). What they are called only who made them can say; of whom nothing was said Part 5 shows that it is not entered.
 */
@Component
class NewOnes {

    private static final String KIND = "cmdb.updated";
    /** The CMDB's status holds some hundred characters; names may have more than a thousand. */
    private static final int LONGEST_NAME = 400;

    private final Performance performance;
    private final Cmdb cmdb;
    private final Ledger ledger;

    NewOnes(Performance performance, Cmdb cmdb, Ledger ledger) {
        this.performance = performance;
        this.cmdb = cmdb;
        this.ledger = ledger;
    }

    /**
     * @param conflicts receives those that somebody entered otherwise
     * @return what was entered now, for the record
     */
    List<Map<String, String>> enter(IncidentId id, Collection<InventoryRow> rows, List<Map<String, Object>> conflicts) {
        Set<String> before = entered(id);
        List<Map<String, String>> entered = new ArrayList<>();
        for (InventoryRow row : rows) {
            for (InventoryRow.RowAction action : row.actions()) {
                Optional<String> called = action.state().equals("performed")
                        ? performance
                                .performed(id, action.plan())
                                .map(Performed::newOnes)
                                .map(all -> all.get(action.id()))
                        : Optional.empty();
                called.filter(name -> isAnother(row, name) && !row.application().isEmpty())
                        .filter(name -> before.add(row.key() + "\n" + name))
                        .ifPresent(name -> enter(id, row, name, conflicts).ifPresent(entered::add));
            }
        }
        return entered;
    }

    private Optional<Map<String, String>> enter(
            IncidentId id, InventoryRow row, String name, List<Map<String, Object>> conflicts) {
        String configuration =
                cmdb.find(row.resource()).map(CmdbEntry::configuration).orElse("");
        String old = row.id().length() > LONGEST_NAME ? row.id().substring(0, LONGEST_NAME) + "…" : row.id();
        String status = "in the place of " + old;
        CmdbEntry there = cmdb.enter(
                new CmdbEntry(
                        row.application(),
                        row.owner(),
                        row.environment(),
                        row.dataClass(),
                        name,
                        row.type(),
                        configuration,
                        status,
                        id.value(),
                        1),
                id);
        if (!there.application().equals(row.application())
                || !there.status().equals(status)
                || !id.value().equals(there.statusIncident())) {
            conflicts.add(Map.of(
                    "resource", row.key(),
                    "status", "the new one, " + name + ", stands in the CMDB already",
                    "application", there.application()));
            return Optional.empty();
        }
        return Optional.of(Map.of(
                "resource",
                row.key(),
                "newOne",
                name,
                "type",
                row.type(),
                "application",
                row.application(),
                "status",
                status));
    }

    /** What keeps its name keeps its entry. */
    private static boolean isAnother(InventoryRow row, String name) {
        return !name.equals(row.id()) && !name.equals(row.arn());
    }

    private Set<String> entered(IncidentId id) {
        Set<String> entered = new HashSet<>();
        for (Entry entry : ledger.entries(id, KIND)) {
            for (JsonNode one : entry.body().path("entered")) {
                entered.add(one.path("resource").asText() + "\n"
                        + one.path("newOne").asText());
            }
        }
        return entered;
    }
}
