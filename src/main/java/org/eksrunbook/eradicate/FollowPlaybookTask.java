package org.eksrunbook.eradicate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.eradicate.FollowUpPlaybooks.Proposal;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.ScopeChange;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.eksrunbook.trail.ScopeChanges;
import org.springframework.stereotype.Component;

/** «Follow the playbook»: what came of it is recorded; where the incident grew, the search goes round again. */
@Component
final class FollowPlaybookTask implements UserTask {

    private final Incidents incidents;
    private final FollowUpPlaybooks playbooks;
    private final Ledger ledger;
    private final ScopeChanges scope;

    FollowPlaybookTask(Incidents incidents, FollowUpPlaybooks playbooks, Ledger ledger, ScopeChanges scope) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.ledger = ledger;
        this.scope = scope;
    }

    @Override
    public String key() {
        return "userTask_followPlaybook";
    }

    @Override
    public TaskView view(TaskContext context) {
        List<Map<String, String>> rows = playbooks.open(context.incident()).stream()
                .map(proposal -> Map.of(
                        "title", proposal.title(),
                        "reason", proposal.reason(),
                        "resource", shown(proposal.resources())))
                .toList();
        return TaskView.of(
                "Incident " + context.incident() + ": which other playbooks have to be followed?",
                "",
                rows,
                "/incidents/" + context.incident() + "/resources");
    }

    private static String shown(List<String> resources) {
        String first = String.join(", ", resources.subList(0, Math.min(3, resources.size())));
        return resources.size() > 3 ? first + " and " + (resources.size() - 3) + " more" : first;
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        Incident incident = incidents.require(completion.incident());
        ScopeChange change = ScopeChange.wider(completion.list("addPrincipals"), completion.list("addAccounts"));
        boolean widened = completion.flag("widened") || !change.isEmpty();
        if (widened) {
            widen(completion, incident, change);
        }
        Map<String, Object> body = new HashMap<>();
        body.put(
                "playbooks",
                new ArrayList<>(playbooks.open(incident.id()).stream()
                        .map(Proposal::playbook)
                        .toList()));
        body.put("outcome", completion.text("result"));
        body.put("widened", widened);
        body.put("reason", completion.text("reason"));
        ledger.append(incident.id(), FollowUpPlaybooks.FOLLOWED, completion.actor(), body);
        return Map.of(EradicateVariables.SCOPE_CHANGED, widened);
    }

    private void widen(TaskCompletion completion, Incident incident, ScopeChange change) {
        String reason = completion.required("reason");
        if (change.isEmpty()) {
            throw new InvalidInput("addPrincipals or addAccounts: name what makes the incident bigger");
        }
        scope.apply(incident.id(), change, completion.actor(), reason);
    }
}
