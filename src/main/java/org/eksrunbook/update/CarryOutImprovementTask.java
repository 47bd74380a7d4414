package org.eksrunbook.update;

import java.util.List;
import java.util.Map;
import org.eksrunbook.people.ImprovementAction;
import org.eksrunbook.people.ImprovementActions;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Carry out the improvement»: what the review agreed on, until its owner says that it is done. */
@Component
final class CarryOutImprovementTask implements UserTask {

    private final ImprovementActions improvements;

    CarryOutImprovementTask(ImprovementActions improvements) {
        this.improvements = improvements;
    }

    @Override
    public String key() {
        return "userTask_carryOutImprovement";
    }

    @Override
    public TaskView view(TaskContext context) {
        ImprovementAction action = improvements.require(context.requiredText(UpdateVariables.ACTION));
        List<Map<String, String>> rows = List.of(
                Map.of("what", "To be done", "value", action.what()),
                Map.of("what", "Owner", "value", action.owner()),
                Map.of("what", "By", "value", action.due().toString()));
        return TaskView.of(
                        "Incident " + context.incident() + ": please carry out what the review agreed on.",
                        "Due on " + action.due() + ".",
                        rows,
                        null)
                .about(action.what());
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        String result = completion.text("result");
        improvements.done(
                completion.context().requiredText(UpdateVariables.ACTION),
                completion.actor(),
                result == null ? "" : result);
        return Map.of();
    }
}
