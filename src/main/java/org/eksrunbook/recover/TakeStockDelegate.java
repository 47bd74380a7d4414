package org.eksrunbook.recover;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Takes stock of what has to come back. Where recovery was started alone, that is what its start named. */
@Component
final class TakeStockDelegate implements JavaDelegate {

    private final Inventory inventory;

    TakeStockDelegate(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        if (inventory.rows(id).isEmpty()) {
            inventory.build(id, execution.getCurrentActivityId() + "/" + execution.getProcessInstanceId(), List.of());
        } else {
            inventory.rebuild(id);
        }
    }
}
