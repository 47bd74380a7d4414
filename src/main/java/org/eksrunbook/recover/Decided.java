package org.eksrunbook.recover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** The decision that stands, read from the ledger, with the rows and proposals it is about. */
@Component
class Decided {

    private final Ledger ledger;
    private final Inventory inventory;
    private final Proposals proposals;
    private final ObjectMapper json;

    Decided(Ledger ledger, Inventory inventory, Proposals proposals, ObjectMapper json) {
        this.ledger = ledger;
        this.inventory = inventory;
        this.proposals = proposals;
        this.json = json;
    }

    /** @param seq number of the decision's entry, which names the steps that follow from it */
    record Standing(long seq, Decision decision, Map<String, InventoryRow> rows, Map<String, Proposal> proposals) {}

    Standing of(IncidentId id) {
        Entry entry = ledger.last(id, Decision.KIND)
                .orElseThrow(
                        () -> new IllegalStateException("Decide the recovery of " + id + " first: no decision stands"));
        try {
            return new Standing(
                    entry.seq(),
                    json.treeToValue(entry.body(), Decision.class),
                    inventory.rows(id).stream().collect(Collectors.toMap(InventoryRow::key, Function.identity())),
                    proposals.recorded(id).stream().collect(Collectors.toMap(Proposal::key, Function.identity())));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The decision in entry " + entry.seq() + " cannot be read", broken);
        }
    }
}
