package org.eksrunbook.eradicate;

import java.util.HashMap;
import java.util.Map;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.ScopeChange;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.eksrunbook.trail.KnownAccounts;
import org.eksrunbook.trail.ScopeChanges;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** «Is this what we investigate?» Completed as it is, the scope stands; a change needs a reason. */
@Component
final class ConfirmScopeTask implements UserTask {

    private final Incidents incidents;
    private final Ledger ledger;
    private final KnownAccounts accounts;
    private final ScopeChanges changes;

    ConfirmScopeTask(Incidents incidents, Ledger ledger, KnownAccounts accounts, ScopeChanges changes) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.accounts = accounts;
        this.changes = changes;
    }

    @Override
    public String key() {
        return "userTask_confirmScope";
    }

    @Override
    public TaskView view(TaskContext context) {
        Incident incident = incidents.require(context.incident());
        return TaskView.of(
                "Incident " + incident.id() + ": is this what we investigate?",
                "",
                ScopeRows.of(incident, accounts.names(incident.id())),
                "/incidents/" + incident.id());
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        Incident incident = incidents.require(completion.incident());
        ScopeChange change = change(completion);
        Scope scope = incident.scope();
        if (!change.isEmpty()) {
            completion.required("reason");
            scope = changes.apply(incident.id(), change);
        }
        Map<String, Object> body = new HashMap<>();
        body.put("scope", scope);
        body.put("changes", change);
        body.put("reason", completion.text("reason"));
        ledger.append(incident.id(), "scope.confirmed", completion.actor(), body);
        return Map.of();
    }

    private static ScopeChange change(TaskCompletion completion) {
        return new ScopeChange(
                completion.list("addPrincipals"),
                completion.list("removePrincipals"),
                completion.list("addAccounts"),
                completion.list("removeAccounts"),
                completion.text("compromisedAt"),
                completion.text("until"),
                days(completion.text("windowDays")),
                null);
    }

    private static @Nullable Integer days(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,3}(\\.0)?")) {
            throw new InvalidInput("windowDays: must be 1 to 365");
        }
        return Integer.valueOf(text.replace(".0", ""));
    }
}
