package org.eksrunbook.action;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/** What a performer may say of a plan. */
final class PerformedInput {

    private static final int LONGEST = 4_000;
    private static final int LONGEST_ID = 500;

    private PerformedInput() {}

    /**
     * With the actions behind the first that failed: the script ends there, and what nobody says was done is not taken for done.
     *
     * @param alsoDone actions behind it that were performed all the same
     */
    static List<Failure> withBehind(Plan plan, List<Failure> failed, List<String> alsoDone) {
        Map<String, Failure> named = new LinkedHashMap<>();
        failed.forEach(failure -> named.put(failure.action(), failure));
        List<Failure> all = new ArrayList<>();
        String first = null;
        for (Action action : plan.actions()) {
            Failure failure = named.get(action.id());
            if (failure != null) {
                all.add(failure);
                first = first == null ? action.id() : first;
            } else if (first != null && !alsoDone.contains(action.id())) {
                all.add(new Failure(
                        action.id(),
                        "it stands behind " + first + ", at which the script stops, and was not named as done"));
            }
        }
        return all;
    }

    /** @param newOnes by the action that made them */
    static void validate(Plan plan, Map<String, String> newOnes) {
        List<String> faults = new ArrayList<>();
        newOnes.forEach((action, id) -> {
            if (plan.action(action).filter(one -> one.kind().makesNew()).isEmpty()) {
                faults.add("newOnes: the plan has no action " + action + " that makes something new");
            }
            if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
                faults.add("newOnes: the id of what " + action + " made is one line of at most " + LONGEST_ID
                        + " characters");
            }
        });
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    static void validate(
            Plan plan, @Nullable String outcome, List<Failure> failed, List<String> alsoDone, @Nullable String reason) {
        List<String> faults = new ArrayList<>();
        boolean done = "done".equals(outcome);
        if (!done && !"failed".equals(outcome)) {
            faults.add("outcome: «done» or «failed»");
        }
        if ("failed".equals(outcome) && failed.isEmpty() && (reason == null || reason.isBlank())) {
            faults.add("reason: say what failed");
        }
        if (reason != null && reason.length() > LONGEST) {
            faults.add("reason: at most " + LONGEST + " characters");
        }
        Set<String> named = new HashSet<>();
        for (Failure failure : failed) {
            if (plan.action(failure.action()).isEmpty()) {
                faults.add("failed: the plan has no action " + failure.action());
            } else if (!named.add(failure.action())) {
                faults.add("failed: action " + failure.action() + " is named twice");
            }
            if (failure.reason().isBlank() || failure.reason().length() > LONGEST) {
                faults.add("failed: say why " + failure.action() + " failed, in at most " + LONGEST + " characters");
            }
        }
        if (failed.isEmpty() && !alsoDone.isEmpty()) {
            faults.add("alsoDone: is for steps behind one that failed: name that in failed");
        }
        for (String action : alsoDone) {
            if (plan.action(action).isEmpty()) {
                faults.add("alsoDone: the plan has no action " + action);
            } else if (named.contains(action)) {
                faults.add("alsoDone: action " + action + " is named in failed too");
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }
}
