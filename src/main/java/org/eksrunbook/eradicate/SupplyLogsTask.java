package org.eksrunbook.eradicate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.ScopeChange;
import org.eksrunbook.incident.TrailLocation;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.eksrunbook.trail.ReadyQueries;
import org.eksrunbook.trail.ScopeChanges;
import org.springframework.stereotype.Component;

/** «Supply the logs»: shows the ready query for other tools, takes a folder, or the word of a person that there are none. */
@Component
final class SupplyLogsTask implements UserTask {

    private final Incidents incidents;
    private final ReadyQueries queries;
    private final TrailLocation archive;
    private final Ledger ledger;
    private final ScopeChanges scope;

    SupplyLogsTask(
            Incidents incidents, ReadyQueries queries, TrailLocation archive, Ledger ledger, ScopeChanges scope) {
        this.incidents = incidents;
        this.queries = queries;
        this.archive = archive;
        this.ledger = ledger;
        this.scope = scope;
    }

    @Override
    public String key() {
        return "userTask_supplyLogs";
    }

    @Override
    public TaskView view(TaskContext context) {
        Incident incident = incidents.require(context.incident());
        String query = queries.of(incident).stream()
                .map(one -> one.title() + "\n" + one.notes() + "\n\n" + one.text())
                .collect(Collectors.joining("\n\n\n"));
        return new TaskView(
                "Incident " + incident.id() + ": " + question(context, incident),
                intro(context),
                List.of(),
                0,
                "/incidents/" + incident.id() + "/logs",
                Map.of("query", query));
    }

    private static boolean isOverdue(TaskContext context) {
        return EradicateVariables.ANSWER_OVERDUE.equals(context.variable(EradicateVariables.TRAIL_ANSWER));
    }

    private static String question(TaskContext context, Incident incident) {
        return isOverdue(context)
                ? incident.scope().trailSource().word()
                        + " has not answered in time. Wait longer, or where are the logs?"
                : "no log file was found. Where are the logs?";
    }

    private static String intro(TaskContext context) {
        return isOverdue(context)
                ? "Complete this without a field to wait again. Or bring the logs from another tool. Or go on without them: the question is then taken back, and the report says so."
                : "";
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        Incident incident = incidents.require(completion.incident());
        String folder = completion.text("archivePath");
        if (folder != null) {
            archive.check(folder);
            ScopeChange change = new ScopeChange(List.of(), List.of(), List.of(), List.of(), null, null, null, folder);
            scope.apply(incident.id(), change, completion.actor(), "The logs are in this folder");
        } else if (completion.flag("withoutLogs")) {
            ledger.append(
                    incident.id(),
                    LogsRenounced.KIND,
                    completion.actor(),
                    Map.of("reason", completion.required("reason")));
        }
        return Map.of();
    }
}
