package org.eksrunbook.postincident;

import java.util.Map;
import org.eksrunbook.action.PlanDecision;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Approve the termination»: after the analysis; what was collected as evidence stays. */
@Component
final class ApproveTerminationTask implements UserTask {

    private final PlanDecision decision;

    ApproveTerminationTask(PlanDecision decision) {
        this.decision = decision;
    }

    @Override
    public String key() {
        return "userTask_approveTermination";
    }

    @Override
    public TaskView view(TaskContext context) {
        PlanDecision.Shown plan =
                decision.shown(context.incident(), context.requiredText(PostIncidentVariables.PLAN_ID));
        return TaskView.of(
                        "Incident " + context.incident() + ": may what was kept be terminated?",
                        plan.summary(),
                        plan.rows(),
                        plan.link())
                .with("script", plan.script());
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        String plan = completion.context().requiredText(PostIncidentVariables.PLAN_ID);
        return Map.of(
                PostIncidentVariables.TERMINATION_APPROVED,
                decision.decide(
                        completion.incident(),
                        plan,
                        completion.user(),
                        completion.groups(),
                        completion.required("decision", PlanDecision.WORDS),
                        completion.text("reason"),
                        completion.flag("breakGlass")));
    }
}
