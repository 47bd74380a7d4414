package org.eksrunbook.eradicate;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Plan;
import org.eksrunbook.action.Planning;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Plans how to cut what is still alive; does not wait for the rounds. */
@Component
final class PlanCutDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final LivePrincipals alive;
    private final Remedies remedies;
    private final Planning planning;

    PlanCutDelegate(Incidents incidents, LivePrincipals alive, Remedies remedies, Planning planning) {
        this.incidents = incidents;
        this.alive = alive;
        this.remedies = remedies;
        this.planning = planning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        List<Action> actions = alive.of(incident).stream()
                .flatMap(principal -> remedies.cut(principal).stream())
                .toList();
        Optional<Plan> plan = planning.make(incident, Purpose.CUT, actions);
        execution.setVariable(EradicateVariables.CUT_NEEDED, plan.isPresent());
        execution.setVariable(EradicateVariables.CUT_PLAN_ID, plan.map(Plan::id).orElse(null));
    }
}
