package org.eksrunbook.recover;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Plan;
import org.eksrunbook.action.Planning;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Puts what all paths planned into one plan. */
@Component
final class PlanRecoveryDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final Steps steps;
    private final Planning planning;

    PlanRecoveryDelegate(Incidents incidents, Steps steps, Planning planning) {
        this.incidents = incidents;
        this.steps = steps;
        this.planning = planning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        Optional<Plan> plan = planning.make(incident, Purpose.RECOVER, steps.wanted(incident.id()));
        execution.setVariable(RecoverVariables.RECOVERY_NEEDED, plan.isPresent());
        execution.setVariable(RecoverVariables.PLAN_ID, plan.map(Plan::id).orElse(null));
    }
}
