package org.eksrunbook.postincident;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.people.ImprovementAction;
import org.eksrunbook.people.ImprovementActions;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Freezes the record, and hands each agreed action to its owner, who is reminded until it is done. */
@Component
final class CloseIncidentDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final ImprovementActions improvements;
    private final Ledger ledger;

    CloseIncidentDelegate(Incidents incidents, ImprovementActions improvements, Ledger ledger) {
        this.incidents = incidents;
        this.improvements = improvements;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        ledger.appendOnce(
                id,
                execution.getCurrentActivityId() + "/" + execution.getProcessInstanceId(),
                "incident.closed",
                Actor.SYSTEM,
                Map.of());
        incidents.enter(id, Phase.CLOSED);
        for (ImprovementAction action : improvements.of(id)) {
            if (action.open()) {
                execution
                        .getProcessEngineServices()
                        .getRuntimeService()
                        .startProcessInstanceByKey(
                                "improvementAction",
                                id.value(),
                                Map.of(
                                        "action", action.id(),
                                        "owner", action.owner(),
                                        "due", action.due().toString()));
            }
        }
        // Here and not at the end of the process, which would record a second end.
        incidents.close(id);
    }
}
