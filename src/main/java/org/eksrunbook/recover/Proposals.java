package org.eksrunbook.recover;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eksrunbook.asset.Backups;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.CmdbEntry;
import org.eksrunbook.asset.ConfigHistory;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.DecisionTables;
import org.springframework.stereotype.Component;

/** Proposes how each thing comes back: what is known of its backups and configuration, put to the organisation's table. */
@Component
class Proposals {

    static final String KIND = "recovery.proposed";

    private final Inventory inventory;
    private final ConfigHistory history;
    private final Backups backups;
    private final MissingFacts missing;
    private final Cmdb cmdb;
    private final DecisionTables tables;
    private final Ledger ledger;
    private final Artefacts artefacts;
    private final ObjectMapper json;

    Proposals(
            Inventory inventory,
            ConfigHistory history,
            Backups backups,
            MissingFacts missing,
            Cmdb cmdb,
            DecisionTables tables,
            Ledger ledger,
            Artefacts artefacts,
            ObjectMapper json) {
        this.inventory = inventory;
        this.history = history;
        this.backups = backups;
        this.missing = missing;
        this.cmdb = cmdb;
        this.tables = tables;
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.json = json;
    }

    List<Proposal> make(Incident incident) {
        List<InventoryRow> rows = inventory.rows(incident.id());
        Map<ResourceRef, ResourceHistory> recorded =
                history.of(incident, rows.stream().map(InventoryRow::resource).toList());
        Map<ResourceRef, Backups.Answer> kept = backups.before(
                incident.scope(),
                rows.stream().map(InventoryRow::resource).toList(),
                incident.scope().compromisedAt(),
                missing.unanswered(incident.id(), FactSource.BACKUPS));
        List<Known> known = rows.stream()
                .map(row -> known(
                        incident,
                        row,
                        Objects.requireNonNull(recorded.get(row.resource())),
                        Objects.requireNonNull(kept.get(row.resource()))))
                .toList();
        List<Optional<Map<String, Object>>> answers = tables.askAll(
                "recoveryProposal", known.stream().map(Known::inputs).toList());
        Map<String, String> groups = new HashMap<>();
        List<Proposal> grouped = new ArrayList<>();
        for (int at = 0; at < known.size(); at++) {
            Proposal proposal = propose(known.get(at), answers.get(at));
            grouped.add(proposal.in(groups.computeIfAbsent(proposal.kind(), kind -> "g" + (groups.size() + 1))));
        }
        return grouped;
    }

    /**
     * What the proposal for a thing rests on.
     *
     * @param source of the configuration before the compromise; empty: none is known
     */
    private record Known(InventoryRow row, Backups.Answer found, Optional<CmdbEntry> entry, String source) {

        String backup() {
            return !found.known() ? "unknown" : found.points().isEmpty() ? "none" : "before";
        }

        Map<String, Object> inputs() {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put("change", row.change().word());
            inputs.put("resourceType", row.type());
            inputs.put("state", row.state());
            inputs.put("backup", backup());
            inputs.put("configuration", source.isEmpty() ? "none" : "recorded");
            return inputs;
        }
    }

    private Known known(Incident incident, InventoryRow row, ResourceHistory recorded, Backups.Answer found) {
        Optional<CmdbEntry> entry = cmdb.find(row.resource());
        String source = recorded.before(incident.scope().compromisedAt()).isPresent()
                ? "AWS Config"
                : entry.filter(one -> !one.configuration().isBlank()).isPresent() ? "CMDB" : "";
        return new Known(row, found, entry, source);
    }

    private static Proposal propose(Known known, Optional<Map<String, Object>> told) {
        InventoryRow row = known.row();
        Backups.Answer found = known.found();
        String source = known.source();
        Map<String, Object> answer = isOurs(row)
                ? Map.of("way", Way.LEAVE, "disposition", Way.NONE, "reason", "The review left it as it is.")
                : told.orElse(
                        Map.of("way", Way.LEAVE, "disposition", Way.NONE, "reason", "The table has no row for this."));
        return new Proposal(
                row.key(),
                row.type(),
                row.id(),
                row.application(),
                row.change().word(),
                "",
                Heading.of(row.change()),
                String.valueOf(answer.get("way")),
                String.valueOf(answer.get("disposition")),
                String.valueOf(answer.get("reason")),
                known.backup(),
                found.points().isEmpty() ? null : found.points().get(0).arn(),
                found.why(),
                source.isEmpty() ? "none" : "recorded",
                source,
                known.entry().map(CmdbEntry::version).orElse(null));
    }

    /** A person who says that nothing is done with what the attacker seems to have made says that it stays. */
    private static boolean isOurs(InventoryRow row) {
        return Heading.of(row.change()).equals(Heading.CREATED) && Way.NONE.equals(row.cleanUp());
    }

    /** The proposals that were recorded last, which the decision rests on. */
    List<Proposal> recorded(IncidentId id) {
        Optional<Entry> entry = ledger.last(id, KIND);
        if (entry.isEmpty()) {
            return List.of();
        }
        JsonNode artefact = entry.get().body().path("artefact");
        try (InputStream in = artefacts.open(artefact.asText())) {
            return json.readValue(in, new TypeReference<List<Proposal>>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException("The recorded proposals cannot be read", broken);
        }
    }
}
