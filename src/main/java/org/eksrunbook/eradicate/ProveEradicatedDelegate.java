package org.eksrunbook.eradicate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks whether a quiet window is proven; while logs may still arrive, the model waits and asks again. */
@Component
final class ProveEradicatedDelegate implements JavaDelegate {

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Incidents incidents;
    private final QuietWindow window;
    private final Ledger ledger;
    private final Clock clock;

    ProveEradicatedDelegate(Incidents incidents, QuietWindow window, Ledger ledger, Clock clock) {
        this.incidents = incidents;
        this.window = window;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        Proof proof = window.of(incident);
        if (proof.state().equals(Proof.WAITING)) {
            ledger.appendOnce(incident.id(), Proof.KIND + "/waiting/" + proof.from(), Proof.KIND, Actor.SYSTEM, proof);
        } else {
            ledger.append(incident.id(), Proof.KIND, Actor.SYSTEM, proof);
        }
        execution.setVariable(EradicateVariables.ERADICATION_STATE, proof.state());
        execution.setVariable(
                EradicateVariables.LOGS_DUE_IN, pause(proof.until()).toString());
    }

    /** Until the window is over; then 5 minutes, doubling with the time passed, to half an hour. */
    private Duration pause(@Nullable Instant until) {
        Duration since = until == null ? Duration.ZERO : Duration.between(until, clock.instant());
        if (since.isNegative()) {
            return since.negated().plus(FIRST_PAUSE);
        }
        return since.compareTo(FIRST_PAUSE) < 0
                ? FIRST_PAUSE
                : since.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : since;
    }
}
