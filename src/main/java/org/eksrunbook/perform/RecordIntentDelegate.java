package org.eksrunbook.perform;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Performance;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Records how everything is before an approved plan is handed out; waits while the incident is on hold. */
@Component
final class RecordIntentDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final Performance performance;

    RecordIntentDelegate(Incidents incidents, Performance performance) {
        this.incidents = incidents;
        this.performance = performance;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        if (incidents.require(id).held()) {
            throw new BpmnError(PerformVariables.INCIDENT_HELD, "Incident " + id + " is on hold");
        }
        performance.intend(id, (String) execution.getVariable(PerformVariables.PLAN_ID));
    }
}
