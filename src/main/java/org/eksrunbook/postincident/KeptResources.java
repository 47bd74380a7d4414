package org.eksrunbook.postincident;

import java.util.List;
import java.util.Set;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** What was isolated and kept for analysis, in Part 2 or since. */
@Component
class KeptResources {

    private static final Set<String> KEPT = Set.of("isolated", "contained");

    private final Inventory inventory;

    KeptResources(Inventory inventory) {
        this.inventory = inventory;
    }

    List<InventoryRow> of(IncidentId id) {
        return inventory.rows(id).stream()
                .filter(row -> KEPT.contains(row.state()))
                .toList();
    }
}
