package org.eksrunbook.eradicate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.eksrunbook.trail.Investigation;
import org.springframework.stereotype.Component;

/** Looks for the log files. Where a person said that there are none, the investigation goes on and the coverage says so. */
@Component
final class LocateLogsDelegate implements JavaDelegate {

    private final Investigation investigation;
    private final LogsRenounced renounced;

    LocateLogsDelegate(Investigation investigation, LogsRenounced renounced) {
        this.investigation = investigation;
        this.renounced = renounced;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        boolean found = investigation.survey(id).found();
        execution.setVariable(EradicateVariables.LOGS_FOUND, found || renounced.of(id));
    }
}
