package org.eksrunbook.eradicate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.DecisionTables;
import org.springframework.stereotype.Component;

/** Which other playbooks the findings call for (Part 3, step 5), by the organisation's table. */
@Component
class FollowUpPlaybooks {

    static final String PROPOSED = "playbook.proposed";
    static final String FOLLOWED = "playbook.followed";

    private final Inventory inventory;
    private final DecisionTables tables;
    private final Ledger ledger;

    FollowUpPlaybooks(Inventory inventory, DecisionTables tables, Ledger ledger) {
        this.inventory = inventory;
        this.tables = tables;
        this.ledger = ledger;
    }

    /** @param resources what calls for it, as people name it */
    record Proposal(String playbook, String title, String reason, List<String> resources) {}

    /** Those proposed that nobody has followed yet; the same playbook for more things of the same kind is not asked for again. */
    List<Proposal> open(IncidentId id) {
        Set<String> followed = followed(id);
        Map<String, Proposal> open = new LinkedHashMap<>();
        List<InventoryRow> rows = inventory.rows(id);
        List<Optional<Map<String, Object>>> answers = tables.askAll(
                "followUpPlaybook", rows.stream().map(FollowUpPlaybooks::inputs).toList());
        for (int at = 0; at < rows.size(); at++) {
            InventoryRow row = rows.get(at);
            Map<String, Object> answer = answers.get(at).orElse(Map.of("playbook", "none"));
            String playbook = String.valueOf(answer.get("playbook"));
            if (!playbook.equals("none") && !followed.contains(playbook)) {
                open.computeIfAbsent(
                                playbook,
                                name -> new Proposal(
                                        name,
                                        String.valueOf(answer.get("title")),
                                        String.valueOf(answer.get("reason")),
                                        new ArrayList<>()))
                        .resources()
                        .add(row.type() + " " + row.id());
            }
        }
        return List.copyOf(open.values());
    }

    private static Map<String, Object> inputs(InventoryRow row) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("change", row.change().word());
        inputs.put("resourceType", row.type());
        inputs.put("dataClass", row.dataClass());
        inputs.put("environment", row.environment());
        return inputs;
    }

    private Set<String> followed(IncidentId id) {
        Set<String> followed = new HashSet<>();
        for (Entry entry : ledger.entries(id, FOLLOWED)) {
            for (JsonNode playbook : entry.body().path("playbooks")) {
                followed.add(playbook.asText());
            }
        }
        return followed;
    }
}
