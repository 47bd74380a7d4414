package org.eksrunbook.postincident;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.people.ImprovementActions;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Review the incident»: ways in, misconfigurations, lessons, and actions with owner and date. */
@Component
final class ReviewIncidentTask implements UserTask {

    private final ReviewProposals proposals;
    private final Clock clock;
    private final ImprovementActions improvements;
    private final Ledger ledger;

    ReviewIncidentTask(ReviewProposals proposals, ImprovementActions improvements, Ledger ledger, Clock clock) {
        this.proposals = proposals;
        this.clock = clock;
        this.improvements = improvements;
        this.ledger = ledger;
    }

    @Override
    public String key() {
        return "userTask_reviewIncident";
    }

    @Override
    public TaskView view(TaskContext context) {
        List<Map<String, String>> rows = new ArrayList<>();
        proposals
                .vectors(context.incident())
                .forEach(one -> rows.add(Map.of("about", "Way in", "text", one, "source", "recovery")));
        proposals
                .coverage(context.incident())
                .forEach(one -> rows.add(
                        Map.of("about", "What the logs cover", "text", one, "source", "coverage of the logs")));
        return TaskView.of(
                "Incident " + context.incident() + ": what happened, how did we handle it, what has to change?",
                "",
                rows,
                "/incidents/" + context.incident() + "/timeline");
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        IncidentId id = completion.incident();
        IncidentReview review = IncidentReview.of(completion, proposals.vectors(id), clock.instant());
        ledger.append(id, IncidentReview.KIND, completion.actor(), review);
        review.actions().forEach(action -> improvements.keep(id, action.what(), action.owner(), action.due()));
        return Map.of();
    }
}
