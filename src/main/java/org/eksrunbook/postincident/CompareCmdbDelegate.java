package org.eksrunbook.postincident;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Compares the CMDB with what became of everything; what is kept and analysed may be terminated. */
@Component
final class CompareCmdbDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final CmdbComparison comparison;
    private final KeptResources kept;
    private final Ledger ledger;

    CompareCmdbDelegate(Incidents incidents, CmdbComparison comparison, KeptResources kept, Ledger ledger) {
        this.incidents = incidents;
        this.comparison = comparison;
        this.kept = kept;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        ledger.appendOnce(
                id,
                execution.getCurrentActivityId() + "/" + execution.getProcessInstanceId(),
                "cmdb.compared",
                Actor.SYSTEM,
                Map.of("differences", comparison.differences(id)));
        execution.setVariable(
                PostIncidentVariables.TERMINATION_DUE,
                !kept.terminable(incidents.require(id)).isEmpty());
    }
}
