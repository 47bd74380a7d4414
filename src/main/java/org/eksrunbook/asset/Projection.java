package org.eksrunbook.asset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eksrunbook.evidence.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Makes the inventory's rows from the ledger: what was built, then reviews, decisions, plans, performances and proofs in their order.
 * Pure: the same entries and artefacts give the same rows.
 */
final class Projection {

    /** Entries that change rows. */
    static final Set<String> KINDS = Set.of(
            "incident.opened",
            "inventory.built",
            "findings.reviewed",
            "recovery.decided",
            "plan.made",
            "plan.approved",
            "plan.refused",
            "action.intended",
            "action.performed",
            "action.proved");

    private final Function<String, JsonNode> bulk;
    private final Map<String, ProjectedRow> byKey = new HashMap<>();
    private final Map<String, ProjectedRow> rows = new LinkedHashMap<>();
    private final PlansSeen plans = new PlansSeen();

    /** @param bulk the JSON of an artefact: lists that were too long for their entry */
    Projection(List<BaseRow> base, Function<String, JsonNode> bulk) {
        this.bulk = bulk;
        base.forEach(row -> add(new ProjectedRow(row)));
    }

    List<InventoryRow> of(List<Entry> entries) {
        boolean built = false;
        for (Entry entry : entries) {
            built |= entry.kind().equals("inventory.built");
            switch (entry.kind()) {
                case "incident.opened" -> {
                    // What the first start named is in what was built; a closed case may be continued with more.
                    if (built) {
                        entry.body().path("resources").forEach(this::added);
                    }
                }
                case "findings.reviewed" -> reviewed(entry);
                case "recovery.decided" -> recoveryDecided(entry);
                case "plan.made" -> planMade(entry.body());
                case "plan.approved" -> plans.decided(entry.body(), "approved");
                case "plan.refused" -> plans.decided(entry.body(), "refused");
                case "action.intended" -> plans.handedOut(entry.body(), entry.at());
                case "action.performed" -> plans.performed(entry.body());
                case "action.proved" -> plans.proved(list(entry.body(), "proofs"), entry.body());
                default -> {
                    // Not about resources.
                }
            }
        }
        List<InventoryRow> shown = rows.values().stream()
                .map(row -> row.shown(plans))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(InventoryRow::sensitivity)
                        .reversed()
                        .thenComparing(InventoryRow::change)
                        .thenComparing(InventoryRow::key))
                .toList();
        return Belongings.of(shown, this::keyOf);
    }

    private @Nullable String keyOf(ResourceRef resource) {
        ProjectedRow row = find(resource);
        return row == null ? null : row.key();
    }

    /** By key of the row, the calls that altered it, after {@link #of}. */
    Map<String, List<String>> altering() {
        Map<String, List<String>> altering = new HashMap<>();
        rows.forEach((key, row) -> altering.put(key, row.altering()));
        return altering;
    }

    private void reviewed(Entry entry) {
        JsonNode body = entry.body();
        for (JsonNode one : list(body, "overruled")) {
            rows.values().forEach(row -> row.overrule(text(one, "eventId"), text(one, "to")));
        }
        for (JsonNode one : list(body, "added")) {
            added(one);
        }
        for (JsonNode one : list(body, "owners")) {
            owner(one);
        }
        for (JsonNode one : list(body, "dispositions")) {
            ProjectedRow row = byKey.get(text(one, "resource"));
            if (row != null) {
                row.reviewed(text(one, "disposition"), text(one, "reason"), entry.actor());
            }
        }
    }

    private void recoveryDecided(Entry entry) {
        for (JsonNode group : list(entry.body(), "groups")) {
            String way = text(group, "way");
            decided(group, way.isEmpty() ? text(group, "disposition") : way, entry.actor());
        }
    }

    private void decided(JsonNode decision, String disposition, String actor) {
        for (JsonNode resource : list(decision, "resources")) {
            ProjectedRow row = byKey.get(resource.asText());
            if (row != null && !disposition.isEmpty()) {
                row.decide(disposition, text(decision, "reason"), actor);
            }
        }
    }

    private void added(JsonNode one) {
        ResourceRef resource = new ResourceRef(
                text(one, "type"),
                text(one, "id"),
                text(one, "arn").isEmpty() ? null : text(one, "arn"),
                text(one, "accountId"),
                text(one, "region"));
        Change change = changeOf(text(one, "change"));
        ProjectedRow there = called(resource);
        if (there != null) {
            there.say(change);
        } else {
            add(ProjectedRow.byHand(resource, change == null ? Change.MODIFIED : change));
        }
    }

    private void owner(JsonNode one) {
        String resource = text(one, "resource");
        String application = text(one, "application");
        String owner = text(one, "owner");
        if (resource.isEmpty()) {
            rows.values().stream()
                    .filter(row -> row.belongsTo(application))
                    .forEach(row -> row.owned(application, owner));
        } else {
            ProjectedRow row = byKey.get(resource);
            if (row != null) {
                row.owned(application, owner);
            }
        }
    }

    private void planMade(JsonNode body) {
        List<PlansSeen.Step> steps = new ArrayList<>();
        for (JsonNode action : list(body, "actions")) {
            JsonNode target = action.path("target");
            ProjectedRow row = find(new ResourceRef(
                    text(target, "type"),
                    text(target, "id"),
                    text(target, "arn").isEmpty() ? null : text(target, "arn"),
                    text(target, "accountId"),
                    text(target, "region")));
            if (row != null) {
                steps.add(new PlansSeen.Step(row.key(), text(action, "id"), text(action, "kind")));
            }
        }
        plans.made(body, steps);
    }

    private void add(ProjectedRow row) {
        rows.put(row.key(), row);
        row.keys().forEach(key -> byKey.putIfAbsent(key, row));
    }

    /** As {@link #find}; whoever names a thing without its account means the one of that type and name, where there is only one. */
    private @Nullable ProjectedRow called(ResourceRef resource) {
        ProjectedRow there = find(resource);
        if (there != null || !resource.accountId().isEmpty()) {
            return there;
        }
        List<ProjectedRow> alike = rows.values().stream()
                .filter(row -> row.resource().type().equals(resource.type())
                        && !Collections.disjoint(row.resource().names(), resource.names()))
                .toList();
        return alike.size() == 1 ? alike.get(0) : null;
    }

    private @Nullable ProjectedRow find(ResourceRef resource) {
        for (String name : resource.names()) {
            ProjectedRow row = byKey.get(ResourceNames.key(resource, name));
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    /** A list of an entry, or of the artefact that stands in for it: {@code actions} in {@code actionsArtefact}. */
    private Iterable<JsonNode> list(JsonNode body, String field) {
        String artefact = text(body, field + "Artefact");
        return artefact.isEmpty() ? body.path(field) : bulk.apply(artefact);
    }

    static @Nullable Change changeOf(String word) {
        for (Change change : Change.values()) {
            if (change.word().equals(word)) {
                return change;
            }
        }
        return null;
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
