package org.eksrunbook.process;

import org.camunda.bpm.engine.RuntimeService;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** Tells the investigation of an incident that its scope was changed. Joins the caller's transaction. */
@Component
public class ScopeSignal {

    /** The message that interrupts the decisions of the clean-up, whose facts are no longer all. */
    static final String MESSAGE = "runbook.scopeChanged";

    private final RuntimeService runtime;

    ScopeSignal(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** Whether somebody is still investigating, so that a changed scope leads to another round. */
    public boolean investigated(IncidentId id) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey("eradicate")
                        .processInstanceBusinessKey(id.value())
                        .count()
                > 0;
    }

    /**
     * Sends whatever waits for it into another round. A round under way is followed by another by itself: it compares the scope's version.
     */
    public void changed(IncidentId id) {
        runtime.createMessageCorrelation(MESSAGE)
                .processInstanceBusinessKey(id.value())
                .correlateAllWithResult();
    }
}
