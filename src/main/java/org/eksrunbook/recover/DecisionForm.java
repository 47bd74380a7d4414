package org.eksrunbook.recover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.FieldLines;
import org.eksrunbook.process.TaskCompletion;
import org.jspecify.annotations.Nullable;

/** Reads the decision about recovery: the proposals, but for what a person changed, group by group or thing by thing. */
final class DecisionForm {

    private final List<Proposal> proposed;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> ways = new HashMap<>();
    private final Map<String, String> dispositions = new HashMap<>();
    private final Map<String, String> backups = new LinkedHashMap<>();

    private DecisionForm(List<Proposal> proposed) {
        this.proposed = proposed;
    }

    /** @throws InvalidInput with every fault */
    static Decision read(TaskCompletion completion, List<Proposal> proposed, String factsArtefact) {
        DecisionForm form = new DecisionForm(proposed);
        String cause = completion.text("cause");
        if (cause == null) {
            form.faults.add("cause: is required: what comes back unfixed is lost again");
        }
        form.readLines(completion);
        String reason = completion.text("reason");
        form.proposed.forEach(form::check);
        if (reason == null && !(form.ways.isEmpty() && form.dispositions.isEmpty())) {
            form.faults.add("reason: is required where a proposal is changed");
        }
        if (cause == null || !form.faults.isEmpty()) {
            throw new InvalidInput(form.faults);
        }
        return new Decision(cause, completion.text("fix"), form.groups(reason), form.backups, reason, factsArtefact);
    }

    private void readLines(TaskCompletion completion) {
        FieldLines.pairs("ways", completion.list("ways"))
                .forEach((name, way) -> assign("ways", name, way, Way.ALL, ways));
        for (String key : completion.list("exceptions")) {
            assign("exceptions", key, Way.LEAVE, Way.ALL, ways);
        }
        FieldLines.pairs("dispositions", completion.list("dispositions"))
                .forEach((name, disposition) -> assign(
                        "dispositions", name, disposition, List.of(Way.DESTROY, Way.KEEP, Way.NONE), dispositions));
        FieldLines.pairs("backups", completion.list("backups"))
                .forEach((name, why) -> named("backups", name).forEach(one -> backups.put(one.key(), why)));
    }

    private void assign(String field, String name, String value, List<String> allowed, Map<String, String> into) {
        if (!allowed.contains(value)) {
            faults.add(field + ": must be one of " + String.join(", ", allowed));
            return;
        }
        named(field, name).forEach(one -> into.put(one.key(), value));
    }

    /** A group, or one thing by key, type and id, or an id that it alone has: whoever makes things chooses their names. */
    private List<Proposal> named(String field, String name) {
        List<Proposal> group =
                proposed.stream().filter(one -> name.equals(one.group())).toList();
        if (!group.isEmpty()) {
            return group;
        }
        List<Proposal> exactly = proposed.stream()
                .filter(one -> name.equals(one.key()) || name.equals(one.type() + " " + one.id()))
                .toList();
        List<Proposal> named = exactly.isEmpty()
                ? proposed.stream().filter(one -> name.equals(one.id())).toList()
                : exactly;
        if (named.size() == 1) {
            return named;
        }
        faults.add(field + ": "
                + (named.isEmpty()
                        ? "no group or thing is called what one of the lines says"
                        : "more than one thing is called what one of the lines says; use its key"));
        return List.of();
    }

    private String way(Proposal one) {
        return ways.getOrDefault(one.key(), one.way());
    }

    private String disposition(Proposal one) {
        String said = dispositions.get(one.key());
        boolean stands = Allowed.disposition(one.heading(), way(one), one.disposition());
        return said != null
                ? said
                : stands || !ways.containsKey(one.key()) ? one.disposition() : Allowed.usual(one.heading(), way(one));
    }

    /** What no path of the plan carries out is never recorded as decided. */
    private void check(Proposal one) {
        String thing = one.type() + " " + one.id() + ", which was " + one.change() + ": ";
        if (!Allowed.way(one.heading(), way(one))) {
            faults.add("ways: " + thing + "«" + way(one) + "» is no way for it; there are "
                    + String.join(", ", Allowed.waysOf(one.heading())));
        } else if (!Allowed.disposition(one.heading(), way(one), disposition(one))) {
            faults.add("dispositions: " + thing + "with «" + way(one) + "» the old one is "
                    + String.join(" or ", Allowed.dispositions(one.heading(), way(one))));
        }
    }

    private List<Decision.Group> groups(@Nullable String reason) {
        Map<List<String>, List<Proposal>> alike = new LinkedHashMap<>();
        for (Proposal one : proposed) {
            String way = way(one);
            String disposition = disposition(one);
            boolean changed = ways.containsKey(one.key()) || dispositions.containsKey(one.key());
            String why = changed && reason != null ? reason : one.reason();
            alike.computeIfAbsent(List.of(one.heading(), way, disposition, why), kind -> new ArrayList<>())
                    .add(one);
        }
        List<Decision.Group> groups = new ArrayList<>();
        alike.forEach((kind, things) -> groups.add(new Decision.Group(
                things.stream().map(Proposal::key).toList(), kind.get(0), kind.get(1), kind.get(2), kind.get(3))));
        return groups;
    }
}
