package org.eksrunbook.eradicate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.process.BusinessKey;
import org.eksrunbook.trail.Investigation;
import org.springframework.stereotype.Component;

/** Reads one bounded group of log files; the model comes back until all are read. */
@Component
final class QueryTrailDelegate implements JavaDelegate {

    private final Investigation investigation;

    QueryTrailDelegate(Investigation investigation) {
        this.investigation = investigation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean complete = investigation.readNext(BusinessKey.of(execution)).complete();
        execution.setVariable(EradicateVariables.TRAIL_READ, complete);
    }
}
