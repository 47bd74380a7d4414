package org.eksrunbook.recover;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.CmdbEntry;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/**
 * Updates the CMDB with what became of each thing (Part 4, step 2.2). An entry that somebody else changed since the proposal is left as it
 * is and recorded as a difference, which Part 5 shows. A new thing is entered in the place of the one that it replaces.
 */
@Component
final class UpdateCmdbDelegate implements JavaDelegate {

    private static final String KIND = "cmdb.updated";

    private final Decided decided;
    private final NewOnes newOnes;
    private final Cmdb cmdb;
    private final Ledger ledger;

    UpdateCmdbDelegate(Decided decided, NewOnes newOnes, Cmdb cmdb, Ledger ledger) {
        this.decided = decided;
        this.newOnes = newOnes;
        this.cmdb = cmdb;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        Decided.Standing standing = decided.of(id);
        Map<String, Long> ours = ours(id);
        List<Map<String, Object>> updated = new ArrayList<>();
        List<Map<String, Object>> conflicts = new ArrayList<>();
        for (InventoryRow row : standing.rows().values()) {
            Proposal proposal = standing.proposals().get(row.key());
            Optional<CmdbEntry> entry = cmdb.find(row.resource());
            if (entry.isPresent()
                    && proposal != null
                    && proposal.cmdbVersion() != null
                    && !row.actions().isEmpty()) {
                long expected = Math.max(proposal.cmdbVersion(), ours.getOrDefault(row.key(), 0L));
                record(id, row, entry.get(), expected, updated, conflicts);
            }
        }
        List<Map<String, String>> entered = newOnes.enter(id, standing.rows().values(), conflicts);
        ledger.appendOnce(
                id,
                execution.getCurrentActivityId() + "/" + standing.seq(),
                KIND,
                Actor.SYSTEM,
                Map.of("updated", updated, "conflicts", conflicts, "entered", entered));
    }

    /** The version that an earlier pass of this incident made: no change by somebody else. */
    private Map<String, Long> ours(IncidentId id) {
        Map<String, Long> ours = new HashMap<>();
        for (Entry entry : ledger.entries(id, KIND)) {
            for (JsonNode one : entry.body().path("updated")) {
                ours.put(one.path("resource").asText(), one.path("version").asLong());
            }
        }
        return ours;
    }

    private void record(
            IncidentId id,
            InventoryRow row,
            CmdbEntry entry,
            long expectedVersion,
            List<Map<String, Object>> updated,
            List<Map<String, Object>> conflicts) {
        if (entry.status().equals(row.state()) && id.value().equals(entry.statusIncident())) {
            return;
        }
        try {
            CmdbEntry now = cmdb.recordStatus(entry, row.state(), expectedVersion, id);
            updated.add(Map.of("resource", row.key(), "status", row.state(), "version", now.version()));
        } catch (Conflict changed) {
            conflicts.add(Map.of(
                    "resource", row.key(),
                    "status", row.state(),
                    "expectedVersion", expectedVersion,
                    "version", entry.version()));
        }
    }
}
