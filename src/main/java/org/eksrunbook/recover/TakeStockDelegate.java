package org.eksrunbook.recover;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Takes stock of what has to come back. Where recovery was started alone, that is what its start named. */
@Component
final class TakeStockDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final Inventory inventory;
    private final Ledger ledger;

    TakeStockDelegate(Incidents incidents, Inventory inventory, Ledger ledger) {
        this.incidents = incidents;
        this.inventory = inventory;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        recovers(id);
        if (inventory.rows(id).isEmpty()) {
            inventory.build(id, execution.getCurrentActivityId() + "/" + execution.getProcessInstanceId(), List.of());
        } else {
            inventory.rebuild(id);
        }
    }

    /** After a new way in was closed, it is recovery's turn again. */
    private void recovers(IncidentId id) {
        if (incidents.require(id).phase() != Phase.RECOVER) {
            incidents.enter(id, Phase.RECOVER);
            ledger.append(id, "incident.phase", Actor.SYSTEM, Map.of("phase", Phase.RECOVER.word()));
        }
    }
}
