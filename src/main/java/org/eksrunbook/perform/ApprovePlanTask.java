package org.eksrunbook.perform;

import java.util.Map;
import org.eksrunbook.action.PlanDecision;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;

/** The approval of a plan, the same in every phase: exactly what is shown is approved or refused. */
final class ApprovePlanTask implements UserTask {

    private final PlanDecision decision;
    private final String key;
    private final String planVariable;
    private final String approvedVariable;
    private final String question;

    /**
     * @param planVariable where the phase keeps the plan's id
     * @param approvedVariable what the phase's gateway reads
     * @param question what is asked, after the incident's id
     */
    ApprovePlanTask(PlanDecision decision, String key, String planVariable, String approvedVariable, String question) {
        this.decision = decision;
        this.key = key;
        this.planVariable = planVariable;
        this.approvedVariable = approvedVariable;
        this.question = question;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public TaskView view(TaskContext context) {
        PlanDecision.Shown plan = decision.shown(context.incident(), context.requiredText(planVariable));
        return TaskView.of("Incident " + context.incident() + ": " + question, plan.summary(), plan.rows(), plan.link())
                .with("script", plan.script());
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        boolean approved = decision.decide(
                completion.incident(),
                completion.context().requiredText(planVariable),
                completion.user(),
                completion.groups(),
                completion.required("decision", PlanDecision.WORDS),
                completion.text("reason"),
                completion.flag("breakGlass"));
        return Map.of(approvedVariable, approved);
    }
}
