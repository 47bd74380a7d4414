package org.eksrunbook.eradicate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.ScopeChange;
import org.eksrunbook.process.Group;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.Findings;
import org.eksrunbook.trail.Principals;
import org.eksrunbook.trail.Reads;
import org.eksrunbook.trail.ScopeChanges;
import org.springframework.stereotype.Component;

/** «What did they do?» One decision over all findings and proposals; exceptions are pulled out, each with a reason. */
@Component
final class ReviewFindingsTask implements UserTask {

    private final Incidents incidents;
    private final Findings findings;
    private final ReviewTable rows;
    private final Reads reads;
    private final Inventory inventory;
    private final CleanUpProposals proposals;
    private final Principals principals;
    private final ScopeChanges scope;
    private final Ledger ledger;

    ReviewFindingsTask(
            Incidents incidents,
            Findings findings,
            ReviewTable rows,
            Reads reads,
            Inventory inventory,
            CleanUpProposals proposals,
            Principals principals,
            ScopeChanges scope,
            Ledger ledger) {
        this.incidents = incidents;
        this.findings = findings;
        this.rows = rows;
        this.reads = reads;
        this.inventory = inventory;
        this.proposals = proposals;
        this.principals = principals;
        this.scope = scope;
        this.ledger = ledger;
    }

    @Override
    public String key() {
        return "userTask_reviewFindings";
    }

    @Override
    public TaskView view(TaskContext context) {
        IncidentId id = context.incident();
        List<Finding> shown = rows.most(id);
        int total = (int) findings.count(id, FindingFilter.ALL);
        List<Map<String, String>> options = shown.stream()
                .map(finding -> Map.of("label", ReviewTable.label(finding), "value", finding.eventId()))
                .toList();
        List<InventoryRow> touched = inventory.rows(id);
        List<Map<String, String>> proposed = proposals.of(touched).entrySet().stream()
                .map(one -> proposal(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(row -> "none".equals(row.get("disposition"))))
                .limit(TaskView.MOST_ROWS)
                .toList();
        return new TaskView(
                "Incident " + id + ": what did they do?",
                total + " findings, " + touched.size() + " things touched.",
                shown.stream().map(ReviewTable::row).toList(),
                total,
                "/incidents/" + id + "/findings",
                Map.of("options", options, "proposals", proposed, "principals", principals(id), "reads", reads(id)));
    }

    /** How much was read, by whom and by which call. */
    private List<Map<String, String>> reads(IncidentId id) {
        return reads.of(id, TaskView.MOST_ROWS).stream()
                .map(group -> Map.of(
                        "call", group.eventName(),
                        "principal", ReviewTable.shortName(group.principal()),
                        "read", group.words(),
                        "volume", group.volume()))
                .toList();
    }

    /** Whom a person may rule out; what is longer than a list for the eye is named over the API. */
    private List<Map<String, String>> principals(IncidentId id) {
        return principals.all(id).stream()
                .filter(principal -> principal.included() || principal.watched())
                .limit(TaskView.MOST_ROWS)
                .map(principal -> Map.of(
                        "value",
                        principal.id(),
                        "label",
                        principal.type() + " " + principal.id() + ", " + principal.source()))
                .toList();
    }

    private static Map<String, String> proposal(InventoryRow row, CleanUpProposals.Proposal proposal) {
        return Map.of(
                "resource", row.type() + " " + row.id(),
                "change", row.change().word() + ", " + row.state(),
                "disposition", proposal.disposition(),
                "reason", proposal.reason(),
                "application", application(row));
    }

    private static String application(InventoryRow row) {
        String owner = row.owner().isEmpty() ? "" : ", " + Group.words(row.owner());
        return row.application().isEmpty() ? "not known" : row.application() + owner;
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        IncidentId id = completion.incident();
        List<String> ruledOut = completion.list("removePrincipals");
        if (!ruledOut.isEmpty()) {
            completion.required("reason");
        }
        int now = incidents.require(id).scope().version();
        int lookedThrough = completion.context().variable(EradicateVariables.SCOPE_VERSION) instanceof Integer version
                ? version
                : now;
        Review review = Review.of(
                completion,
                eventId -> findings.find(id, eventId).orElse(null),
                inventory.rows(id),
                findings.count(id, FindingFilter.ALL),
                lookedThrough,
                findings.count(id, FindingFilter.EFFECTIVE));
        ledger.append(id, Reviewed.KIND, completion.actor(), review);
        if (!ruledOut.isEmpty()) {
            scope.apply(id, ScopeChange.without(ruledOut), completion.actor(), completion.required("reason"));
        }
        inventory.rebuild(id);
        // A change that came between the round's end and this task had nobody to tell: it is followed from here.
        return Map.of(EradicateVariables.SCOPE_CHANGED, !ruledOut.isEmpty() || lookedThrough != now);
    }
}
