package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Entry;

/** What was decided for each resource and what shows that it was done, looked up by any name the resource goes by. */
final class Dispositions {

    /** One line about a resource, and the entry it rests on. */
    record Line(String text, Entry entry) {}

    private final Map<String, List<Line>> decided = new LinkedHashMap<>();
    private final Map<String, List<Line>> proven = new LinkedHashMap<>();

    static Dispositions of(CaseLedger ledger) {
        Dispositions all = new Dispositions();
        for (Entry review : ledger.all("findings.reviewed")) {
            for (JsonNode one : Rows.of(ledger, review, "dispositions")) {
                all.decide("review", one.path("resource"), words(one, "disposition"), review);
            }
        }
        ledger.last("recovery.decided").ifPresent(entry -> {
            for (JsonNode group : Rows.of(ledger, entry, "groups")) {
                group.path("resources")
                        .forEach(one -> all.decide("recovery", one, words(group, "way", "disposition"), entry));
            }
        });
        for (Plan plan : ledger.plans()) {
            if (!plan.refused() && !plan.superseded()) {
                plan.actions().forEach(action -> all.plan(plan, action));
            }
        }
        return all;
    }

    private static String words(JsonNode decision, String... fields) {
        return String.join(
                ", ",
                Stream.of(fields)
                        .map(field -> Shown.line(decision, field))
                        .filter(word -> !word.isEmpty() && !word.equals("none"))
                        .map(ActionWords::decision)
                        .toList());
    }

    private void decide(String where, JsonNode resource, String words, Entry entry) {
        add(decided, resource, new Line(where + ": " + (words.isEmpty() ? "left as it is" : words), entry));
    }

    private void plan(Plan plan, JsonNode action) {
        JsonNode target = action.path("target");
        String state = plan.done() ? "" : plan.approved() ? " (approved, not done)" : " (proposed)";
        add(
                decided,
                target,
                new Line(ActionWords.purpose(plan.purpose()) + ": " + ActionWords.of(action) + state, plan.made()));
        plan.proof(action.path("id").asText())
                .ifPresentOrElse(
                        proof -> add(proven, target, new Line(ProofWords.of(plan, proof), proof.entry())),
                        () -> plan.outcome()
                                .ifPresent(done -> add(proven, target, new Line(ProofWords.unread(done), done))));
    }

    private static void add(Map<String, List<Line>> lines, JsonNode resource, Line line) {
        for (String name : ResourceNames.all(resource)) {
            lines.computeIfAbsent(name, key -> new ArrayList<>()).add(line);
        }
    }

    List<Line> decided(Thing thing) {
        return find(decided, thing);
    }

    List<Line> proven(Thing thing) {
        return find(proven, thing);
    }

    private static List<Line> find(Map<String, List<Line>> lines, Thing thing) {
        return thing.names().stream()
                .flatMap(name -> lines.getOrDefault(name, List.of()).stream())
                .distinct()
                .toList();
    }
}
