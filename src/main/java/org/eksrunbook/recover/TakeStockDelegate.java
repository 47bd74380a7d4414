package org.eksrunbook.recover;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.process.BusinessKey;
import org.eksrunbook.process.Phases;
import org.springframework.stereotype.Component;

/** Takes stock of what has to come back. Where recovery was started alone, that is what its start named. */
@Component
final class TakeStockDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final Inventory inventory;
    private final Phases phases;

    TakeStockDelegate(Incidents incidents, Inventory inventory, Phases phases) {
        this.incidents = incidents;
        this.inventory = inventory;
        this.phases = phases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        // After a new way in was closed, it is recovery's turn again.
        phases.enter(incidents.require(id), Phase.RECOVER);
        if (inventory.rows(id).isEmpty()) {
            inventory.build(id, execution.getCurrentActivityId() + "/" + execution.getProcessInstanceId(), List.of());
        } else {
            inventory.rebuild(id);
        }
    }
}
