package org.eksrunbook.eradicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.FieldLines;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.jspecify.annotations.Nullable;

/**
 * The decision about findings and proposals: all accepted but the exceptions.
 *
 * @param accepted how many findings stand as they were classified
 * @param scopeVersion of the scope that was looked through
 * @param effective how many had taken effect when it was decided: what the logs bring later, nobody has decided about
 */
record Review(
        long accepted,
        int scopeVersion,
        long effective,
        List<Overruled> overruled,
        List<Added> added,
        List<Owned> owners,
        List<Disposed> dispositions,
        @Nullable String reason) {

    private static final Set<String> DISPOSITIONS = Set.of(
            CleanUpProposals.DELETE,
            CleanUpProposals.KEEP,
            CleanUpProposals.PUT_BACK,
            CleanUpProposals.ROTATE,
            CleanUpProposals.NONE);
    private static final Set<String> CHANGES = Set.of("accessed", "created", "modified", "deleted", "identity");

    /** @param to a class, or {@code none}: the call was not the attacker's */
    record Overruled(String eventId, String from, String to, String reason) {}

    /** What the logs do not show. */
    record Added(String type, String id, String change, String reason) {}

    record Owned(String resource, String owner) {}

    record Disposed(
            String resource, String disposition, @Nullable String reason) {}

    /** @throws InvalidInput with every fault */
    static Review of(
            TaskCompletion completion,
            Function<String, @Nullable Finding> findings,
            List<InventoryRow> rows,
            long total,
            int scopeVersion,
            long effective) {
        List<String> faults = new ArrayList<>();
        List<Overruled> overruled = new ArrayList<>(exceptions(completion, findings, faults));
        overruled.addAll(otherClasses(completion, findings, faults));
        List<Added> added = added(completion, faults);
        List<Owned> owners = new ArrayList<>();
        pairs(completion, "owners")
                .forEach((thing, owner) -> owners.add(new Owned(find("owners", thing, rows, faults), owner)));
        List<Disposed> disposed = new ArrayList<>();
        String reason = completion.text("reason");
        pairs(completion, "dispositions").forEach((thing, disposition) -> {
            if (!DISPOSITIONS.contains(disposition)) {
                faults.add("dispositions: must be one of delete, keep, putBack, rotate, none");
            }
            disposed.add(new Disposed(find("dispositions", thing, rows, faults), disposition, reason));
        });
        if (reason == null && (!completion.list("exceptions").isEmpty() || !disposed.isEmpty())) {
            faults.add("reason: is required where a finding is left out or a proposal is changed");
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Review(
                total - overruled.size(), scopeVersion, effective, overruled, added, owners, disposed, reason);
    }

    private static Map<String, String> pairs(TaskCompletion completion, String field) {
        return FieldLines.pairs(field, completion.list(field));
    }

    private static List<Overruled> exceptions(
            TaskCompletion completion, Function<String, @Nullable Finding> findings, List<String> faults) {
        String reason = completion.text("reason");
        List<Overruled> overruled = new ArrayList<>();
        for (String eventId : completion.list("exceptions")) {
            Finding finding = findings.apply(eventId);
            if (finding == null) {
                faults.add("exceptions: this incident has no finding with one of the event ids given");
            } else {
                overruled.add(new Overruled(eventId, finding.category().word(), "none", reason == null ? "" : reason));
            }
        }
        return overruled;
    }

    private static List<Overruled> otherClasses(
            TaskCompletion completion, Function<String, @Nullable Finding> findings, List<String> faults) {
        List<Overruled> overruled = new ArrayList<>();
        for (List<String> row :
                FieldLines.cells("overrule", completion.list("overrule"), ',', 3, 3, "event id, class, reason")) {
            Finding finding = findings.apply(row.get(0));
            if (finding == null) {
                faults.add("overrule: this incident has no finding with one of the event ids given");
            } else if (!isCategory(row.get(1))) {
                faults.add("overrule: a class is accessed, created, modified, deleted, identity, recon or other");
            } else {
                overruled.add(new Overruled(row.get(0), finding.category().word(), row.get(1), row.get(2)));
            }
        }
        return overruled;
    }

    private static boolean isCategory(String word) {
        for (Category category : Category.values()) {
            if (category.word().equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static List<Added> added(TaskCompletion completion, List<String> faults) {
        List<Added> added = new ArrayList<>();
        for (List<String> row :
                FieldLines.cells("add", completion.list("add"), ',', 4, 4, "type, id, what was done, reason")) {
            if (!CHANGES.contains(row.get(2))) {
                faults.add("add: what was done is accessed, created, modified, deleted or identity");
            }
            added.add(new Added(row.get(0), row.get(1), row.get(2), row.get(3)));
        }
        return added;
    }

    /** The key of the row that a person calls by key, id, ARN, or type and id. */
    private static String find(String field, String thing, List<InventoryRow> rows, List<String> faults) {
        List<String> keys = rows.stream()
                .filter(row -> thing.equals(row.key())
                        || thing.equals(row.id())
                        || thing.equals(row.type() + " " + row.id())
                        || thing.equals(row.arn()))
                .map(InventoryRow::key)
                .distinct()
                .toList();
        if (keys.size() != 1) {
            faults.add(field + ": " + (keys.isEmpty() ? "no thing" : "more than one thing")
                    + " of the incident is called what one of the lines says; use its ARN or its key");
            return thing;
        }
        return keys.get(0);
    }
}
