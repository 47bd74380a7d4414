package org.eksrunbook.postincident;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.CmdbEntry;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** Where the CMDB and the inventory differ (Part 5, step 2). */
@Component
class CmdbComparison {

    private final Inventory inventory;
    private final Cmdb cmdb;
    private final Ledger ledger;

    CmdbComparison(Inventory inventory, Cmdb cmdb, Ledger ledger) {
        this.inventory = inventory;
        this.cmdb = cmdb;
        this.ledger = ledger;
    }

    List<Map<String, String>> differences(IncidentId id) {
        List<Map<String, String>> differences = new ArrayList<>();
        Set<String> replaced = replaced(id);
        for (InventoryRow row : inventory.rows(id)) {
            Optional<CmdbEntry> entry = cmdb.find(row.resource());
            if (entry.isEmpty()) {
                if (row.change() == Change.MODIFIED || row.change() == Change.DELETED) {
                    differences.add(difference(row, "not in the CMDB", row.state()));
                }
            } else if (!row.actions().isEmpty()
                    && !row.state().equals(entry.get().status())) {
                String status = entry.get().status();
                differences.add(difference(row, status.isEmpty() ? "no status" : status, row.state()));
            }
            if (row.actions().stream().anyMatch(CmdbComparison::madeNew) && !replaced.contains(row.key())) {
                differences.add(difference(row, "the new one in its place is not entered", row.state()));
            }
        }
        return differences;
    }

    private static boolean madeNew(InventoryRow.RowAction action) {
        return action.kind().equals("newResource") && action.state().equals("performed");
    }

    /** Things in whose place a new one was entered. */
    private Set<String> replaced(IncidentId id) {
        Set<String> replaced = new HashSet<>();
        for (Entry entry : ledger.entries(id, "cmdb.updated")) {
            entry.body()
                    .path("entered")
                    .forEach(one -> replaced.add(one.path("resource").asText()));
        }
        return replaced;
    }

    private static Map<String, String> difference(InventoryRow row, String cmdb, String now) {
        return Map.of("resource", row.key(), "application", row.application(), "cmdb", cmdb, "incident", now);
    }
}
