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
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Plans the termination of what was kept; of each thing the plan says whether a finding of its analysis is recorded. */
@Component
final class PlanTerminationDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final KeptResources kept;
    private final Remedies remedies;
    private final Planning planning;
    private final Ledger ledger;

    PlanTerminationDelegate(
            Incidents incidents, KeptResources kept, Remedies remedies, Planning planning, Ledger ledger) {
        this.incidents = incidents;
        this.kept = kept;
        this.remedies = remedies;
        this.planning = planning;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        Analysed analysed = Analysed.of(ledger.entries(incident.id(), RecordForensicsTask.KIND));
        List<Wanted> actions = kept.terminable(incident).stream()
                .flatMap(row -> remedies.terminate(row.resource(), analysed.reason(row.key())).stream()
                        .map(action -> new Wanted(action, row.lastSeen())))
                .toList();
        Optional<Plan> plan = planning.make(incident, Purpose.TERMINATE, actions);
        execution.setVariable(PostIncidentVariables.TERMINATION_NEEDED, plan.isPresent());
        execution.setVariable(PostIncidentVariables.PLAN_ID, plan.map(Plan::id).orElse(null));
    }
}
