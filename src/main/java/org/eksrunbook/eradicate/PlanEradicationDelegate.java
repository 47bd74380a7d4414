package org.eksrunbook.eradicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Plan;
import org.eksrunbook.action.Planning;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.action.Wanted;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Plans the clean-up: what is left of the attack, and what came alive after the cut was planned. */
@Component
final class PlanEradicationDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final CleanUp cleanUp;
    private final LateCut lateCut;
    private final Planning planning;

    PlanEradicationDelegate(Incidents incidents, CleanUp cleanUp, LateCut lateCut, Planning planning) {
        this.incidents = incidents;
        this.cleanUp = cleanUp;
        this.lateCut = lateCut;
        this.planning = planning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        List<Wanted> actions = new ArrayList<>(lateCut.actions(incident));
        actions.addAll(cleanUp.actions(incident));
        Optional<Plan> plan = planning.make(incident, Purpose.ERADICATE, actions);
        execution.setVariable(EradicateVariables.CLEAN_UP_NEEDED, plan.isPresent());
        execution.setVariable(EradicateVariables.PLAN_ID, plan.map(Plan::id).orElse(null));
    }
}
