package org.eksrunbook.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.incident.IncidentId;

/** The business key of a process instance is the incident's id. */
public final class BusinessKey {

    private BusinessKey() {}

    public static IncidentId of(DelegateExecution execution) {
        return new IncidentId(execution.getProcessBusinessKey());
    }
}
