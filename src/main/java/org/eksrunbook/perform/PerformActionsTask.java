package org.eksrunbook.perform;

import java.util.List;
import java.util.Map;
import org.eksrunbook.action.Failure;
import org.eksrunbook.action.Performance;
import org.eksrunbook.action.PlanDecision;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.FieldLines;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Perform the actions»: the exact commands as one script, and what the person says of them. */
@Component
final class PerformActionsTask implements UserTask {

    private static final String FAILED = "failed";
    private static final String ALSO_DONE = "alsoDone";
    private static final String NEW_ONES = "newOnes";
    private static final List<String> OUTCOMES = List.of("done", FAILED);

    private final PlanDecision plans;
    private final Performance performance;

    PerformActionsTask(PlanDecision plans, Performance performance) {
        this.plans = plans;
        this.performance = performance;
    }

    @Override
    public String key() {
        return "userTask_performActions";
    }

    @Override
    public TaskView view(TaskContext context) {
        PlanDecision.Shown plan = plans.shown(context.incident(), context.requiredText(PerformVariables.PLAN_ID));
        return TaskView.of(
                        "Incident " + context.incident() + ": the plan is approved. Please perform it.",
                        plan.summary(),
                        plan.rows(),
                        plan.link())
                .with("script", plan.script())
                .with("makesNew", plan.makesNew() ? "yes" : "")
                .with(
                        "options",
                        plan.rows().stream().map(PerformActionsTask::option).toList())
                .about(plan.purpose());
    }

    private static Map<String, String> option(Map<String, String> row) {
        return Map.of(
                "value", row.get("id"), "label", row.get("id") + ": " + row.get("action") + ", " + row.get("resource"));
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        String outcome = completion.required("outcome", OUTCOMES);
        String reason = completion.text("reason");
        List<String> failed = completion.list(FAILED);
        if (!outcome.equals(FAILED) && !failed.isEmpty()) {
            throw new InvalidInput("failed: names actions that failed, so outcome must be failed");
        }
        List<String> alsoDone = completion.list(ALSO_DONE);
        if (outcome.equals(FAILED) && reason == null) {
            throw new InvalidInput("reason: is required where something failed");
        }
        performance.performed(
                completion.incident(),
                completion.context().requiredText(PerformVariables.PLAN_ID),
                completion.user(),
                outcome,
                failed.stream()
                        .map(action -> new Failure(action, reason == null ? "" : reason))
                        .toList(),
                alsoDone,
                reason,
                FieldLines.pairs(NEW_ONES, completion.list(NEW_ONES)));
        return Map.of();
    }
}
