package org.eksrunbook.action;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the performer said of a plan.
 *
 * @param outcome {@code done} or {@code failed}
 * @param by a user's name
 * @param newOnes ids of the new things that took the place of old ones, by the id of the action that made them
 */
public record Performed(
        String plan,
        String outcome,
        String by,
        Instant at,
        List<Failure> failed,
        String reason,
        Map<String, String> newOnes) {

    public Performed {
        failed = List.copyOf(failed);
        newOnes = Map.copyOf(newOnes);
    }

    public boolean done() {
        return outcome.equals("done");
    }

    public Optional<Failure> failure(String action) {
        return failed.stream().filter(one -> one.action().equals(action)).findFirst();
    }
}
