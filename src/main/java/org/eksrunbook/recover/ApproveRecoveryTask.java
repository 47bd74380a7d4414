package org.eksrunbook.recover;

import java.util.Map;
import org.eksrunbook.action.PlanDecision;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Approve the recovery»: exactly this, in this order. */
@Component
final class ApproveRecoveryTask implements UserTask {

    private final PlanDecision decision;

    ApproveRecoveryTask(PlanDecision decision) {
        this.decision = decision;
    }

    @Override
    public String key() {
        return "userTask_approveRecovery";
    }

    @Override
    public TaskView view(TaskContext context) {
        PlanDecision.Shown plan = decision.shown(context.incident(), context.requiredText(RecoverVariables.PLAN_ID));
        return TaskView.of(
                        "Incident " + context.incident() + ": may things come back like this?",
                        plan.summary(),
                        plan.rows(),
                        plan.link())
                .with("script", plan.script());
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        String plan = completion.context().requiredText(RecoverVariables.PLAN_ID);
        return Map.of(
                RecoverVariables.RECOVERY_APPROVED,
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
