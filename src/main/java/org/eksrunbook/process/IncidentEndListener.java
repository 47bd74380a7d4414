package org.eksrunbook.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.springframework.stereotype.Component;

/**
 * At the end of every process: the end of the one that people started frees the incident's id. A case that was closed and continued is another's
 * by then: what of the earlier process ends late ends nothing.
 */
@Component
class IncidentEndListener implements ExecutionListener {

    private final Incidents incidents;
    private final LeftBehind leftBehind;

    IncidentEndListener(Incidents incidents, LeftBehind leftBehind) {
        this.incidents = incidents;
        this.leftBehind = leftBehind;
    }

    @Override
    public void notify(DelegateExecution execution) {
        ExecutionEntity instance = (ExecutionEntity) execution;
        boolean called = instance.getSuperExecution() != null;
        String key = execution.getProcessBusinessKey();
        if (!called
                && ProcessKeys.STARTABLE.contains(
                        instance.getProcessDefinition().getKey())
                && IncidentId.isValid(key)) {
            incidents
                    .find(new IncidentId(key))
                    .filter(Incident::open)
                    .filter(open -> !goesOn(open, instance))
                    .ifPresent(open -> leftBehind.close(
                            open, instance.isCanceled() ? "its process was stopped" : "its process came to its end"));
        }
    }

    /** Asked as the engine: whoever completes the last task need not see every process. */
    private boolean goesOn(Incident incident, ExecutionEntity ended) {
        return Context.getCommandContext()
                .runWithoutAuthorization(() -> leftBehind.isRunning(incident, ended.getProcessInstanceId()));
    }
}
