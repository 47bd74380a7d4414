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

    /** A line under one of a resource's names; things of this name elsewhere are others. */
    private record Said(Line line, Place place) {}

    private final Map<String, List<Said>> decided = new LinkedHashMap<>();
    private final Map<String, List<Said>> proven = new LinkedHashMap<>();

    static Dispositions of(CaseLedger ledger) {
        Dispositions all = new Dispositions();
        for (Entry review : ledger.all("findings.reviewed")) {
            for (JsonNode one : Rows.of(ledger, review, "dispositions")) {
                all.decide("review", one.path("resource"), words(one, "disposition"), review);
            }
        }
        all.recoveries(ledger);
        for (Plan plan : ledger.plans()) {
            if (!plan.refused() && !plan.superseded()) {
                plan.actions().forEach(action -> all.plan(plan, action));
            }
        }
        return all;
    }

    /** What was decided first is told too where it was decided otherwise later: it may have been carried out by then. */
    private void recoveries(CaseLedger ledger) {
        Map<JsonNode, Map<String, Entry>> ways = new LinkedHashMap<>();
        for (Entry entry : ledger.all("recovery.decided")) {
            for (JsonNode group : Rows.of(ledger, entry, "groups")) {
                String way = words(group, "way", "disposition");
                for (JsonNode one : group.path("resources")) {
                    Map<String, Entry> decided = ways.computeIfAbsent(one, key -> new LinkedHashMap<>());
                    decided.remove(way);
                    decided.put(way, entry);
                }
            }
        }
        ways.forEach((resource, decided) -> {
            int later = decided.size();
            for (Map.Entry<String, Entry> way : decided.entrySet()) {
                later--;
                decide(
                        later == 0 ? "recovery" : "recovery, decided anew since",
                        resource,
                        way.getKey(),
                        way.getValue());
            }
        });
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
        String id = action.path("id").asText();
        String state = plan.done(id) ? "" : plan.approved() ? " (approved, not done)" : " (proposed)";
        add(
                decided,
                target,
                new Line(ActionWords.purpose(plan.purpose()) + ": " + ActionWords.of(action) + state, plan.made()));
        plan.proof(id)
                .ifPresentOrElse(
                        proof -> add(proven, target, new Line(ProofWords.of(plan, proof), proof.entry())),
                        () -> plan.outcome()
                                .ifPresent(done ->
                                        add(proven, target, new Line(ProofWords.unread(plan, id, done), done))));
    }

    private static void add(Map<String, List<Said>> lines, JsonNode resource, Line line) {
        for (String name : ResourceNames.own(resource)) {
            lines.computeIfAbsent(name, key -> new ArrayList<>()).add(new Said(line, Place.UNKNOWN));
        }
        lines.computeIfAbsent(ResourceNames.common(resource), key -> new ArrayList<>())
                .add(new Said(line, ResourceNames.place(resource)));
    }

    List<Line> decided(Thing thing) {
        return find(decided, thing);
    }

    List<Line> proven(Thing thing) {
        return find(proven, thing);
    }

    private static List<Line> find(Map<String, List<Said>> lines, Thing thing) {
        return thing.names().stream()
                .flatMap(name -> lines.getOrDefault(name, List.of()).stream())
                .filter(said -> said.place().maybe(thing.place()))
                .map(Said::line)
                .distinct()
                .toList();
    }
}
