package org.eksrunbook.action;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the performer said of a plan.
 *
 * @param outcome {@code done} or {@code failed}
 * @param by a user's name
 */
public record Performed(String plan, String outcome, String by, Instant at, List<Failure> failed, String reason) {

    public Performed {
        failed = List.copyOf(failed);
    }

    public boolean done() {
        return outcome.equals("done");
    }

    public Optional<Failure> failure(String action) {
        return failed.stream().filter(one -> one.action().equals(action)).findFirst();
    }
}
