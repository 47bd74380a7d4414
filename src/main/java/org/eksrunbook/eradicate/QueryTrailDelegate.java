package org.eksrunbook.eradicate;

import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.eksrunbook.trail.Investigation;
import org.springframework.stereotype.Component;

/**
 * Reads one bounded group of log files, or several that are small; the model comes back until all are read. What a chain of credentials leads to is a
 * few files at a time: a step of the engine for each of them costs more than to read them.
 */
@Component
final class QueryTrailDelegate implements JavaDelegate {

    /** A step that took less goes on with the next group; so much is read again after a kill, besides the group. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Investigation investigation;

    QueryTrailDelegate(Investigation investigation) {
        this.investigation = investigation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        long began = System.nanoTime();
        boolean complete = false;
        while (!complete && System.nanoTime() - began < SHORT.toNanos()) {
            complete = investigation.readNext(id).complete();
        }
        execution.setVariable(EradicateVariables.TRAIL_READ, complete);
    }
}
