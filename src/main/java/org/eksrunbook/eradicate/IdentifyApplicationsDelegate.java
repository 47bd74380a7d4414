package org.eksrunbook.eradicate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Makes the inventory of what was touched, and says to which application each thing belongs. */
@Component
final class IdentifyApplicationsDelegate implements JavaDelegate {

    private final Inventory inventory;
    private final Observations observations;

    IdentifyApplicationsDelegate(Inventory inventory, Observations observations) {
        this.inventory = inventory;
        this.observations = observations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
        String step = execution.getCurrentActivityId() + "/round-" + execution.getVariable(EradicateVariables.ROUND);
        inventory.build(id, step, observations.of(id));
    }
}
