package org.eksrunbook.eradicate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.eksrunbook.trail.Investigation;
import org.springframework.stereotype.Component;

/** Begins a round: whom do we look for? Remembers the scope it began with, so that a change meanwhile starts another round. */
@Component
final class DerivePrincipalsDelegate implements JavaDelegate {

    private final Investigation investigation;
    private final Incidents incidents;

    DerivePrincipalsDelegate(Investigation investigation, Incidents incidents) {
        this.investigation = investigation;
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        execution.setVariable(
                EradicateVariables.SCOPE_VERSION, incidents.require(id).scope().version());
        execution.setVariable(
                EradicateVariables.ROUND, investigation.beginRound(id).round());
        execution.setVariable(EradicateVariables.SCOPE_CHANGED, false);
    }
}
