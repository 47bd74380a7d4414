package org.eksrunbook.eradicate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.RoundOutcome;
import org.springframework.stereotype.Component;

/** Classifies the calls and follows the credentials; says whether another round is needed and whether something is still alive. */
@Component
final class ClassifyCallsDelegate implements JavaDelegate {

    private final Investigation investigation;
    private final Incidents incidents;

    ClassifyCallsDelegate(Investigation investigation, Incidents incidents) {
        this.investigation = investigation;
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        RoundOutcome outcome = investigation.concludeRound(id);
        boolean scopeChanged = incidents.require(id).scope().version()
                != (Integer) execution.getVariable(EradicateVariables.SCOPE_VERSION);
        execution.setVariable(EradicateVariables.NEW_PRINCIPALS, outcome.newPrincipals() > 0 || scopeChanged);
        // Each change to true starts a cut of its own; one is enough, what comes later goes into the clean-up.
        if (outcome.somethingAlive() && execution.getVariable(EradicateVariables.SOMETHING_ALIVE) == null) {
            execution.setVariable(EradicateVariables.SOMETHING_ALIVE, true);
        }
    }
}
