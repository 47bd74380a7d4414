package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.asset.Making;
import org.eksrunbook.evidence.Entry;

/**
 * A resource of the case as the inventory's artefact, or a person in the review, names it.
 *
 * @param names every name it can be called by in decisions and plans; type and id are among them, which others may share elsewhere
 * @param entry the entry that brought it in
 * @param belongs what made it by itself, and what it made, in words; empty where neither is known
 * @param events ids of the events that touched it
 */
record Thing(
        String type,
        String id,
        Place place,
        String application,
        String owner,
        String dataClass,
        String suspectTags,
        List<String> belongs,
        List<String> changes,
        List<String> events,
        Set<String> names,
        Entry entry) {

    /** A line of the inventory's artefact: resource, attribution and the calls that touched it. */
    static Thing of(JsonNode row, Entry inventory) {
        JsonNode resource = row.has("resource") ? row.path("resource") : row;
        JsonNode attribution = row.has("attribution") ? row.path("attribution") : row;
        Set<String> names = new LinkedHashSet<>();
        row.path("keys").forEach(key -> names.add(Shown.line(key)));
        names.add(Shown.line(row, "key"));
        names.addAll(ResourceNames.own(resource));
        names.add(ResourceNames.common(resource));
        names.remove("");
        Set<String> changes = new LinkedHashSet<>();
        List<String> events = new ArrayList<>();
        row.path("changes").forEach(change -> changes.add(Shown.line(change)));
        row.path("events").forEach(event -> events.add(Shown.line(event)));
        for (JsonNode touch : row.path("touches")) {
            touch.path("changes").forEach(change -> changes.add(Shown.line(change)));
            events.add(Shown.line(touch, "event"));
        }
        String given = Shown.line(row, "given");
        if (!given.isEmpty()) {
            changes.add(given);
        }
        if (row.path("contained").asBoolean()) {
            changes.add("contained in Part 2");
        }
        return new Thing(
                Shown.line(resource, "type"),
                name(resource),
                ResourceNames.place(resource),
                Shown.line(attribution, "application"),
                Shown.line(attribution, "owner"),
                Shown.line(attribution, "dataClass"),
                Shown.line(attribution, "suspectTags"),
                belongs(row),
                List.copyOf(changes),
                events,
                names,
                inventory);
    }

    /** What a person added in the review because the logs do not show it. */
    static Thing added(JsonNode added, Entry review) {
        String reason = Shown.prose(added, "reason");
        Set<String> names = new LinkedHashSet<>(ResourceNames.own(added));
        names.add(ResourceNames.common(added));
        return new Thing(
                Shown.line(added, "type"),
                added.isValueNode() ? Shown.line(added) : name(added),
                ResourceNames.place(added),
                Shown.line(added, "application"),
                "",
                "",
                "",
                List.of(),
                List.of(Shown.line(added, "change") + " (added in the review"
                        + (reason.isEmpty() ? ")" : ": " + reason + ")")),
                List.of(),
                Set.copyOf(names),
                review);
    }

    private static List<String> belongs(JsonNode row) {
        List<String> belongs = new ArrayList<>();
        row.path("madeBy")
                .forEach(maker -> belongs.add((maker.path("certain").asBoolean() ? "made by " : "perhaps made by ")
                        + Shown.line(maker, "why")));
        JsonNode makes = row.path("makes");
        if (makes.isObject()) {
            String command = Shown.line(makes, "lookUp");
            String account = Shown.line(makes, "account");
            belongs.add(new Making(
                            makes.path("listed").asInt(),
                            makes.path("perhaps").asInt(),
                            account.isEmpty() ? null : account,
                            command.isEmpty() ? null : command)
                    .words());
        }
        return belongs;
    }

    private static String name(JsonNode resource) {
        String id = Shown.line(resource, "id");
        return id.isEmpty() ? Shown.line(resource, "arn") : id;
    }

    String shown() {
        return type.isEmpty() ? id : type + " " + id;
    }
}
