package org.eksrunbook.action;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/** What a performer may say of a plan. */
final class PerformedInput {

    private static final int LONGEST = 4_000;

    private PerformedInput() {}

    static void validate(Plan plan, @Nullable String outcome, List<Failure> failed, @Nullable String reason) {
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
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }
}
