package org.eksrunbook.postincident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.CmdbEntry;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** Where the CMDB and the inventory differ (Part 5, step 2). */
@Component
class CmdbComparison {

    private final Inventory inventory;
    private final Cmdb cmdb;

    CmdbComparison(Inventory inventory, Cmdb cmdb) {
        this.inventory = inventory;
        this.cmdb = cmdb;
    }

    List<Map<String, String>> differences(IncidentId id) {
        List<Map<String, String>> differences = new ArrayList<>();
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
        }
        return differences;
    }

    private static Map<String, String> difference(InventoryRow row, String cmdb, String now) {
        return Map.of("resource", row.key(), "application", row.application(), "cmdb", cmdb, "incident", now);
    }
}
