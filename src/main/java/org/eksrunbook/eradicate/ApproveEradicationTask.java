package org.eksrunbook.eradicate;

import java.util.Map;
import org.eksrunbook.action.PlanDecision;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Approve the clean-up»: delete, or snapshot, isolate and keep. */
@Component
final class ApproveEradicationTask implements UserTask {

    private final PlanDecision decision;

    ApproveEradicationTask(PlanDecision decision) {
        this.decision = decision;
    }

    @Override
    public String key() {
        return "userTask_approveEradication";
    }

    @Override
    public TaskView view(TaskContext context) {
        PlanDecision.Shown plan = decision.shown(context.incident(), context.requiredText(EradicateVariables.PLAN_ID));
        return TaskView.of(
                        "Incident " + context.incident() + ": may we clean up like this?",
                        plan.summary(),
                        plan.rows(),
                        plan.link())
                .with("script", plan.script());
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        String plan = completion.context().requiredText(EradicateVariables.PLAN_ID);
        return Map.of(
                EradicateVariables.CLEAN_UP_APPROVED,
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
