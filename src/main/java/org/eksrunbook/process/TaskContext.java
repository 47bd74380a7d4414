package org.eksrunbook.process;

import java.util.function.Function;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/** Where a user task stands: its incident, its ids, and the process variables visible from it. */
public final class TaskContext {

    private final IncidentId incident;
    private final String taskId;
    private final String processInstanceId;
    private final Function<String, @Nullable Object> variables;

    public TaskContext(
            IncidentId incident,
            String taskId,
            String processInstanceId,
            Function<String, @Nullable Object> variables) {
        this.incident = incident;
        this.taskId = taskId;
        this.processInstanceId = processInstanceId;
        this.variables = variables;
    }

    public IncidentId incident() {
        return incident;
    }

    public String taskId() {
        return taskId;
    }

    public String processInstanceId() {
        return processInstanceId;
    }

    /** A process variable as the task's execution sees it: keys and positions, never authority. */
    public @Nullable Object variable(String name) {
        return variables.apply(name);
    }

    /**
     * A process variable that a step before has certainly written.
     *
     * @throws IllegalStateException where it is missing
     */
    public String requiredText(String name) {
        Object value = variables.apply(name);
        if (value == null) {
            throw new IllegalStateException("Task " + taskId + " of " + incident + " needs the variable " + name);
        }
        return value.toString();
    }
}
