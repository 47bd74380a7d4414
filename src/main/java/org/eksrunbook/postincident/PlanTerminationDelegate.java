package org.eksrunbook.postincident;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Plan;
import org.eksrunbook.action.Planning;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.action.Wanted;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Plans the termination of what was kept, now that it is analysed. */
@Component
final class PlanTerminationDelegate implements JavaDelegate {

    private static final String REASON = "It was kept for analysis, and the analysis is recorded.";

    private final Incidents incidents;
    private final KeptResources kept;
    private final Remedies remedies;
    private final Planning planning;

    PlanTerminationDelegate(Incidents incidents, KeptResources kept, Remedies remedies, Planning planning) {
        this.incidents = incidents;
        this.kept = kept;
        this.remedies = remedies;
        this.planning = planning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        List<Wanted> actions = kept.terminable(incident).stream()
                .flatMap(row -> remedies.terminate(row.resource(), REASON).stream()
                        .map(action -> new Wanted(action, row.lastSeen())))
                .toList();
        Optional<Plan> plan = planning.make(incident, Purpose.TERMINATE, actions);
        execution.setVariable(PostIncidentVariables.TERMINATION_NEEDED, plan.isPresent());
        execution.setVariable(PostIncidentVariables.PLAN_ID, plan.map(Plan::id).orElse(null));
    }
}
