package org.eksrunbook.asset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Service;

/** The resources of an incident: a projection of the ledger and its artefacts, kept in a table, rebuilt from them at any time. */
@Service
public class Inventory {

    /** What a build found. {@code artefact} holds the rows with their events, one JSON line each. */
    public record Built(int count, Map<String, Integer> byChange, List<String> applications, String artefact) {}

    public Built build(IncidentId id, String step, List<Observation> observations) {
        throw new UnsupportedOperationException("follows");
    }

    public List<InventoryRow> rows(IncidentId id) {
        throw new UnsupportedOperationException("follows");
    }

    public List<InventoryRow> rows(IncidentId id, InventoryFilter filter, int offset, int limit) {
        throw new UnsupportedOperationException("follows");
    }

    public long count(IncidentId id, InventoryFilter filter) {
        throw new UnsupportedOperationException("follows");
    }

    public Optional<InventoryRow> row(IncidentId id, String key) {
        throw new UnsupportedOperationException("follows");
    }

    public List<ResourceGroup> groups(IncidentId id) {
        throw new UnsupportedOperationException("follows");
    }

    public void rebuild(IncidentId id) {
        throw new UnsupportedOperationException("follows");
    }
}
