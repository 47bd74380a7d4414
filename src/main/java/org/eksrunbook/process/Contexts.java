package org.eksrunbook.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.eksrunbook.incident.IncidentId;

/** Makes task contexts of the engine's tasks. */
final class Contexts {

    private Contexts() {}

    static TaskContext of(DelegateTask task) {
        return new TaskContext(
                new IncidentId(task.getExecution().getProcessBusinessKey()),
                task.getId(),
                task.getProcessInstanceId(),
                task::getVariable);
    }
}
