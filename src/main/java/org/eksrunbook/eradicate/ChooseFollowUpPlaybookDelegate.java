package org.eksrunbook.eradicate;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.eradicate.FollowUpPlaybooks.Proposal;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Chooses the playbooks that further compromise needs, those not followed yet. */
@Component
final class ChooseFollowUpPlaybookDelegate implements JavaDelegate {

    private final FollowUpPlaybooks playbooks;
    private final Ledger ledger;

    ChooseFollowUpPlaybookDelegate(FollowUpPlaybooks playbooks, Ledger ledger) {
        this.playbooks = playbooks;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        List<Proposal> open = playbooks.open(id);
        if (!open.isEmpty()) {
            ledger.append(id, FollowUpPlaybooks.PROPOSED, Actor.SYSTEM, Map.of("playbooks", open));
        }
        execution.setVariable(EradicateVariables.FOLLOW_UP_NEEDED, !open.isEmpty());
    }
}
