package org.eksrunbook.eradicate;

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

/** Plans how to cut what is still alive; does not wait for the rounds. */
@Component
final class PlanCutDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final CutActions cuts;
    private final Planning planning;

    PlanCutDelegate(Incidents incidents, CutActions cuts, Planning planning) {
        this.incidents = incidents;
        this.cuts = cuts;
        this.planning = planning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        Optional<Plan> plan = planning.make(incident, Purpose.CUT, cuts.of(incident));
        execution.setVariable(EradicateVariables.CUT_NEEDED, plan.isPresent());
        execution.setVariable(EradicateVariables.CUT_PLAN_ID, plan.map(Plan::id).orElse(null));
    }
}
