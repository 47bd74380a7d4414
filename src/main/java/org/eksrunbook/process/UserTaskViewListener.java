package org.eksrunbook.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.stereotype.Component;

/** On creation of a user task: puts what its form shows beside it, as a Json variable of the task alone. */
@Component
class UserTaskViewListener implements TaskListener {

    private final UserTasks tasks;
    private final ObjectMapper json;

    UserTaskViewListener(UserTasks tasks, ObjectMapper json) {
        this.tasks = tasks;
        this.json = json;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskContext context = Contexts.of(task);
        // Tasklist shows no business key: the name is where a person sees which incident the task belongs to.
        task.setName(task.getName() + " · " + context.incident());
        TaskView view = tasks.of(task.getTaskDefinitionKey()).view(context);
        try {
            String text = json.writeValueAsString(view.asJson());
            task.setVariableLocal(
                    ProcessVariables.VIEW, SpinValues.jsonValue(text).create());
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
