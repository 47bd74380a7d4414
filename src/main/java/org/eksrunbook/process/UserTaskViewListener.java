package org.eksrunbook.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.spin.plugin.variable.SpinValues;
import org.eksrunbook.incident.VisibleText;
import org.springframework.stereotype.Component;

/** On creation of a user task: puts what its form shows beside it, as a Json variable of the task alone. */
@Component
class UserTaskViewListener implements TaskListener {

    /** Names have 255 characters in the database, the incident's id up to 64 of them. */
    private static final int LONGEST_ABOUT = 80;

    private final UserTasks tasks;
    private final ObjectMapper json;

    UserTaskViewListener(UserTasks tasks, ObjectMapper json) {
        this.tasks = tasks;
        this.json = json;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskContext context = Contexts.of(task);
        TaskView view = tasks.of(task.getTaskDefinitionKey()).view(context);
        task.setName(task.getName() + about(view) + " · " + context.incident());
        try {
            String text = json.writeValueAsString(VisibleView.of(view.asJson()));
            task.setVariableLocal(
                    ProcessVariables.VIEW, SpinValues.jsonValue(text).create());
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Tasklist shows no business key: the name is where a person sees which incident, and which of several tasks of a kind, it is. What was
     * written outside gets no invisible character into it.
     */
    private static String about(TaskView view) {
        String about = VisibleText.of(view.about()).strip();
        if (about.isEmpty()) {
            return "";
        }
        int length = about.codePointCount(0, about.length());
        return " · "
                + (length <= LONGEST_ABOUT
                        ? about
                        : about.substring(0, about.offsetByCodePoints(0, LONGEST_ABOUT)) + "…");
    }
}
