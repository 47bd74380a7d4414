package org.eksrunbook.action;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Component;

/** Where nothing can be read, a proof is somebody's word and says so; it is never {@code proven}. */
@Component
class StatedReadBack implements ReadBack {

    @Override
    public List<Proof> of(Incident incident, Plan plan, Performed performed) {
        return plan.actions().stream().map(action -> proof(action, performed)).toList();
    }

    private static Proof proof(Action action, Performed performed) {
        String reason = performed
                .failure(action.id())
                .map(Failure::reason)
                .orElse(!performed.done() && performed.failed().isEmpty() ? performed.reason() : "");
        if (!reason.isEmpty()) {
            return new Proof(action.id(), Proof.FAILED, "Not done, says " + performed.by() + ": " + reason);
        }
        return new Proof(
                action.id(),
                Proof.STATED,
                "Stated by " + performed.by() + " on " + performed.at().truncatedTo(ChronoUnit.SECONDS)
                        + ", not read: the runbook itself reads nothing back."
                        + (action.check().command().isEmpty()
                                ? ""
                                : " To look: " + action.check().command() + " (expected: "
                                        + action.check().expected() + ")"));
    }
}
