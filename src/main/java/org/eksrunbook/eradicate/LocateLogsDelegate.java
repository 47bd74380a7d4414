package org.eksrunbook.eradicate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Survey;
import org.springframework.stereotype.Component;

/**
 * Looks for the log files, or asks the source that is asked instead of read. Where a person said that there are none, or that none is waited for,
 * the investigation goes on and the coverage says so.
 */
@Component
final class LocateLogsDelegate implements JavaDelegate {

    private final Investigation investigation;
    private final LogsRenounced renounced;
    private final Patience patience;

    LocateLogsDelegate(Investigation investigation, LogsRenounced renounced, Patience patience) {
        this.investigation = investigation;
        this.renounced = renounced;
        this.patience = patience;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        boolean without = renounced.inThisRound(id);
        Survey survey = without ? investigation.surveyWithoutAnswer(id) : investigation.survey(id);
        patience.tell(execution, survey.unanswered());
        boolean goOn = survey.unanswered() == null && without;
        execution.setVariable(EradicateVariables.LOGS_FOUND, survey.found() || goOn);
    }
}
