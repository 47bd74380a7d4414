package org.eksrunbook.postincident;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Freezes the record, files the signed report, and hands each agreed action to its owner, who is reminded until it is done. */
@Component
final class CloseIncidentDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final AgreedActions actions;
    private final ReportFiling filing;
    private final Ledger ledger;

    CloseIncidentDelegate(Incidents incidents, AgreedActions actions, ReportFiling filing, Ledger ledger) {
        this.incidents = incidents;
        this.actions = actions;
        this.filing = filing;
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
        filing.file(id);
        actions.start(id);
        // Here and not at the end of the process, which would record a second end.
        incidents.close(id);
    }
}
