package org.eksrunbook.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.eksrunbook.evidence.ByHead;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Head;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The resources of an incident: a projection of the ledger, kept in a table and brought up to date when it is read. Entries that change it:
 * <ul>
 *   <li>{@code inventory.built} with the rows as its artefact
 *   <li>{@code findings.reviewed}: {@code overruled [{eventId,to}]} ({@code to} a category, anything else takes the call out),
 *       {@code added [{type,id,arn,accountId,region,change}]}, {@code owners [{application|resource,application,owner}]},
 *       {@code dispositions [{resource,disposition,reason}]}
 *   <li>{@code recovery.decided}: {@code groups [{resources:[key],way,disposition,reason}]}
 *   <li>{@code plan.made}, {@code plan.approved}, {@code plan.refused}, {@code action.performed}, {@code action.proved}
 * </ul>
 * Any of these lists may stand in an artefact, a JSON array, named by {@code <list>Artefact}.
 */
@Service
public class Inventory {

    private final Ledger ledger;
    private final Artefacts artefacts;
    private final Incidents incidents;
    private final InventoryBuilder builder;
    private final InventoryTable table;
    private final ObjectMapper json;
    private final ByHead<Counts> counted = new ByHead<>();

    Inventory(
            Ledger ledger,
            Artefacts artefacts,
            Incidents incidents,
            InventoryBuilder builder,
            InventoryTable table,
            ObjectMapper json) {
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.incidents = incidents;
        this.builder = builder;
        this.table = table;
        this.json = json;
    }

    /**
     * What a build found. {@code artefact} holds one JSON line a resource: the row as it stood then, and in {@code base} all calls that
     * touched it, from which the rows are made again.
     */
    public record Built(int count, Map<String, Integer> byChange, List<String> applications, String artefact) {}

    /**
     * Builds the inventory anew from all calls so far, and records it once a step. Resources given at the start and contained ones are in it.
     *
     * @param step the same each time this build is repeated, another for each round
     * @param observations all of the incident, not only the new ones
     */
    @Transactional
    public Built build(IncidentId id, String step, List<Observation> observations) {
        Optional<Entry> before = ledger.ofStep(id, "inventory.built:" + step);
        if (before.isPresent()) {
            return built(before.get().body());
        }
        Incident incident = incidents.require(id);
        List<BaseRow> rows = builder.rows(incident, observations);
        Map<String, BaseRow> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(row.key(), row));
        List<InventoryRow> shown = new Projection(rows, this::bulk).of(List.of());
        Artefact artefact = artefacts.put("application/x-ndjson", out -> {
            for (InventoryRow row : shown) {
                ObjectNode line = json.valueToTree(row);
                line.set("base", json.valueToTree(byKey.get(row.key())));
                out.write(json.writeValueAsBytes(line));
                out.write('\n');
            }
        });
        Map<String, Integer> byChange = new TreeMap<>();
        TreeSet<String> applications = new TreeSet<>();
        for (InventoryRow row : shown) {
            byChange.merge(row.change().word(), 1, Integer::sum);
            if (!row.application().isEmpty()) {
                applications.add(row.application());
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("count", byChange.values().stream().mapToInt(Integer::intValue).sum());
        body.put("byChange", byChange);
        body.put("applications", applications);
        body.put("artefact", artefact.sha256());
        Entry entry = ledger.appendOnce(id, "inventory.built:" + step, "inventory.built", Actor.SYSTEM, body);
        table.begin(id);
        return built(entry.body());
    }

    /** All rows, what matters most first. */
    @Transactional
    public List<InventoryRow> rows(IncidentId id) {
        return rows(id, InventoryFilter.ALL, 0, Integer.MAX_VALUE);
    }

    @Transactional
    public List<InventoryRow> rows(IncidentId id, InventoryFilter filter, int offset, int limit) {
        bringUpToDate(id);
        return table.rows(id, filter, offset, limit);
    }

    @Transactional
    public long count(IncidentId id, InventoryFilter filter) {
        bringUpToDate(id);
        return table.count(id, filter);
    }

    /**
     * How many resources there are, and of how many a person decided what becomes of them.
     *
     * @param decided {@link InventoryRow#isDecided}
     */
    public record Counts(int resources, int decided) {
        public static Counts of(List<InventoryRow> rows) {
            return new Counts(rows.size(), (int)
                    rows.stream().filter(InventoryRow::isDecided).count());
        }
    }

    @Transactional
    public Counts counts(IncidentId id) {
        return counted.of(ledger.head(id).hash(), () -> Counts.of(rows(id)));
    }

    @Transactional
    public Optional<InventoryRow> row(IncidentId id, String key) {
        bringUpToDate(id);
        return table.row(id, key);
    }

    /**
     * By key of each row, the calls that altered it, in time order and all of them: a row itself shows the first alone, and those that only read it
     * are among them.
     */
    @Transactional(readOnly = true)
    public Map<String, List<String>> alteringCalls(IncidentId id) {
        List<Entry> entries = ledger.entries(id);
        Projection projection = new Projection(base(entries), this::bulk);
        projection.of(entries);
        return projection.altering();
    }

    /** Rows that are decided together, in the order of their first rows. */
    @Transactional
    public List<ResourceGroup> groups(IncidentId id) {
        return ResourceGroup.of(rows(id));
    }

    /** Makes the table anew from ledger and artefacts alone. */
    @Transactional
    public void rebuild(IncidentId id) {
        table.begin(id);
        table.replace(id, List.of());
        table.covers(id, 0);
        bringUpToDate(id);
    }

    private void bringUpToDate(IncidentId id) {
        Optional<Long> seen = table.covered(id, false);
        if (seen.isEmpty() || seen.get() == ledger.head(id).count()) {
            return;
        }
        // Locked first, then looked again: two readers do not write the same rows twice.
        long covered = table.covered(id, true).orElse(0L);
        Head head = ledger.head(id);
        if (covered == head.count()) {
            return;
        }
        List<Entry> entries = ledger.entries(id);
        if (entries.stream().anyMatch(entry -> entry.seq() > covered && Projection.KINDS.contains(entry.kind()))) {
            table.replace(id, new Projection(base(entries), this::bulk).of(entries));
        }
        table.covers(id, entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq());
    }

    private List<BaseRow> base(List<Entry> entries) {
        String artefact = entries.stream()
                .filter(entry -> entry.kind().equals("inventory.built"))
                .map(entry -> entry.body().path("artefact").asText())
                .reduce((older, newer) -> newer)
                .orElse("");
        List<BaseRow> rows = new ArrayList<>();
        if (artefact.isEmpty()) {
            return rows;
        }
        try (InputStream lines = artefacts.open(artefact);
                MappingIterator<JsonNode> values =
                        json.readerFor(JsonNode.class).readValues(lines)) {
            while (values.hasNextValue()) {
                rows.add(json.treeToValue(values.nextValue().path("base"), BaseRow.class));
            }
            return rows;
        } catch (IOException broken) {
            throw new ArtefactsUnavailable("The inventory's artefact " + artefact + " cannot be read", broken);
        }
    }

    private JsonNode bulk(String artefact) {
        try (InputStream content = artefacts.open(artefact)) {
            return json.readTree(content);
        } catch (IOException broken) {
            throw new ArtefactsUnavailable("The artefact " + artefact + " cannot be read", broken);
        }
    }

    private Built built(JsonNode body) {
        return json.convertValue(body, Built.class);
    }
}
