package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.eksrunbook.trail.ActionFact.Level;
import org.jspecify.annotations.Nullable;

/**
 * What is known about single calls: facts of AWS ({@code actions.csv}, made by {@code src/facts/build_facts.py}), facts we added
 * ({@code more-actions.csv}, which win) and calls whose class nothing but knowledge tells ({@code taught.csv}). It holds only what a call's
 * name does not say already.
 */
final class ActionTable {

    /** A call whose categories somebody taught. */
    record Taught(List<Category> categories, String because) {}

    private final Map<String, ActionFact> facts;
    private final Map<String, Taught> taught;
    /** Call → the one service that has it, or an empty text where several do. */
    private final Map<String, String> services = new HashMap<>();

    private ActionTable(Map<String, ActionFact> facts, Map<String, Taught> taught) {
        this.facts = facts;
        this.taught = taught;
        facts.keySet().forEach(this::remember);
        taught.keySet().forEach(this::remember);
    }

    private void remember(String key) {
        int colon = key.indexOf(':');
        services.merge(key.substring(colon + 1), key.substring(0, colon), (one, other) -> one.equals(other) ? one : "");
    }

    static ActionTable load() {
        Map<String, ActionFact> facts = new HashMap<>(16_000);
        for (String file : List.of("actions.csv", "more-actions.csv")) {
            for (CSVRecord row : FactsFile.rows(file)) {
                String[] types = (row.get("type") + '+').split("\\+", -1);
                var fact = new ActionFact(
                        level(row.get("level")), role(row.get("role")), orNull(types[0]), orNull(types[1]));
                for (String action : row.get("actions").split(" ")) {
                    facts.put(key(row.get("service"), action), fact);
                }
            }
        }
        Map<String, Taught> taught = new HashMap<>();
        for (CSVRecord row : FactsFile.rows("taught.csv")) {
            List<Category> categories = List.of(row.get("categories").split(" ")).stream()
                    .map(Category::of)
                    .toList();
            for (String action : row.get("actions").split(" ")) {
                taught.put(key(row.get("service"), action), new Taught(categories, row.get("because")));
            }
        }
        return new ActionTable(facts, taught);
    }

    /** The same table with a part of its calls forgotten, to see how well names alone do. */
    ActionTable forgetting(double share, long seed) {
        var random = new Random(seed);
        Map<String, ActionFact> fewerFacts = new HashMap<>(facts);
        Map<String, Taught> fewerTaught = new HashMap<>(taught);
        var all = new TreeMap<String, Object>(facts);
        all.putAll(taught);
        for (String call : all.keySet()) {
            if (random.nextDouble() < share) {
                fewerFacts.remove(call);
                fewerTaught.remove(call);
            }
        }
        return new ActionTable(fewerFacts, fewerTaught);
    }

    /**
     * The call as the table knows it. Services change their names, and logs rewritten by hand have the right call under a wrong event
     * source: where exactly one service has a call of that name, and the request names a resource of its kind, it is that one. A request that
     * names a thing of the service it went to is at home.
     */
    CallName known(CallName call, ResourceTypes types, JsonNode request) {
        String key = key(call.service(), call.name());
        String only = services.get(call.name());
        if (facts.containsKey(key) || taught.containsKey(key) || only == null || only.isEmpty()) {
            return call;
        }
        CallName there = new CallName(only, call.name(), call.words());
        ActionFact fact = fact(there);
        if (fact == null || fact.type() == null || types.beginning(call.service(), call.noun()) != null) {
            return call;
        }
        List<Leaf> asked = Leaf.of(request);
        boolean atHome =
                asked.stream().anyMatch(leaf -> leaf.depth() == 0 && types.byField(call.service(), leaf.key()) != null);
        if (atHome) {
            return call;
        }
        var fields = new IdentifierFields(types, fact.type());
        boolean named = asked.stream().anyMatch(leaf -> leaf.depth() == 0 && fields.score(leaf) > 80);
        return named ? there : call;
    }

    @Nullable
    ActionFact fact(CallName call) {
        return facts.get(key(call.service(), call.name()));
    }

    @Nullable
    Taught taught(CallName call) {
        return taught.get(key(call.service(), call.name()));
    }

    private static String key(String service, String action) {
        return service + ':' + action;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Level level(String letter) {
        return switch (letter) {
            case "R", "L" -> Level.READ;
            case "W" -> Level.WRITE;
            case "T" -> Level.TAGGING;
            case "P" -> Level.PERMISSIONS;
            case "" -> null;
            default -> throw new IllegalStateException("Unknown access level in the table of facts: " + letter);
        };
    }

    private static @Nullable Doing role(String letter) {
        return switch (letter) {
            case "c" -> Doing.CREATE;
            case "u" -> Doing.CHANGE;
            case "d" -> Doing.DELETE;
            case "" -> null;
            default -> throw new IllegalStateException("Unknown role in the table of facts: " + letter);
        };
    }
}
