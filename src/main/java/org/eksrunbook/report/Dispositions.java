package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Entry;

/** What was decided for each resource and what shows that it was done, looked up by any name the resource goes by. */
final class Dispositions {

    /** One line about a resource, and the entries it rests on. */
    record Line(String text, List<Entry> entries) {}

    private final Map<String, List<Line>> decided = new LinkedHashMap<>();
    private final Map<String, List<Line>> proven = new LinkedHashMap<>();

    static Dispositions of(CaseLedger ledger) {
        Dispositions all = new Dispositions();
        for (Plan plan : Plans.of(ledger)) {
            if (!plan.refused() && !plan.superseded()) {
                plan.actions().forEach(action -> all.add(plan, action));
            }
        }
        ledger.last("recovery.decided").ifPresent(entry -> {
            for (JsonNode group : entry.body().path("groups")) {
                String text = String.join(
                        ", ",
                        List.of(Shown.line(group, "way"), Shown.line(group, "disposition")).stream()
                                .filter(part -> !part.isEmpty())
                                .toList());
                group.path("resources")
                        .forEach(resource -> all.add(all.decided, resource, new Line(text, List.of(entry))));
            }
        });
        return all;
    }

    private void add(Plan plan, JsonNode action) {
        JsonNode target = action.path("target");
        String state = plan.done() ? "" : plan.approved() ? " (approved, not done)" : " (proposed)";
        add(decided, target, new Line(ActionWords.of(action) + state, List.of(plan.made())));
        String id = action.path("id").asText();
        plan.proof(id)
                .ifPresentOrElse(
                        proof -> add(proven, target, new Line(ProofWords.of(plan, proof), List.of(proof.entry()))),
                        () -> plan.outcome()
                                .ifPresent(
                                        done -> add(proven, target, new Line(ProofWords.unread(done), List.of(done)))));
    }

    private void add(Map<String, List<Line>> lines, JsonNode resource, Line line) {
        for (String name : ResourceNames.all(resource)) {
            lines.computeIfAbsent(name, key -> new ArrayList<>()).add(line);
        }
    }

    List<Line> decided(JsonNode resource) {
        return find(decided, resource);
    }

    List<Line> proven(JsonNode resource) {
        return find(proven, resource);
    }

    private static List<Line> find(Map<String, List<Line>> lines, JsonNode resource) {
        for (String name : ResourceNames.all(resource)) {
            if (lines.containsKey(name)) {
                return lines.getOrDefault(name, List.of());
            }
        }
        return List.of();
    }
}
