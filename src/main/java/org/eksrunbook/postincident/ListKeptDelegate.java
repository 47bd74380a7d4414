package org.eksrunbook.postincident;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Lists what was kept for forensics. A benign incident comes here at once: then what Part 2 contained is all there is. */
@Component
final class ListKeptDelegate implements JavaDelegate {

    private final Inventory inventory;
    private final KeptResources kept;

    ListKeptDelegate(Inventory inventory, KeptResources kept) {
        this.inventory = inventory;
        this.kept = kept;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        if (inventory.rows(id).isEmpty()) {
            inventory.build(id, execution.getCurrentActivityId() + "/" + execution.getProcessInstanceId(), List.of());
        } else {
            inventory.rebuild(id);
        }
        execution.setVariable(PostIncidentVariables.ANYTHING_KEPT, !kept.of(id).isEmpty());
    }
}
