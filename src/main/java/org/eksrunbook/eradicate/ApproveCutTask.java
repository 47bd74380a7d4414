package org.eksrunbook.eradicate;

import java.util.Map;
import org.eksrunbook.action.PlanDecision;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Cut what is still alive»: an approval that does not wait for the search. */
@Component
final class ApproveCutTask implements UserTask {

    private final PlanDecision decision;

    ApproveCutTask(PlanDecision decision) {
        this.decision = decision;
    }

    @Override
    public String key() {
        return "userTask_approveCut";
    }

    @Override
    public TaskView view(TaskContext context) {
        PlanDecision.Shown plan =
                decision.shown(context.incident(), context.requiredText(EradicateVariables.CUT_PLAN_ID));
        return TaskView.of(
                        "Incident " + context.incident() + ": may we cut what is still alive?",
                        plan.summary(),
                        plan.rows(),
                        plan.link())
                .with("script", plan.script());
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        String plan = completion.context().requiredText(EradicateVariables.CUT_PLAN_ID);
        return Map.of(
                EradicateVariables.CUT_APPROVED,
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
