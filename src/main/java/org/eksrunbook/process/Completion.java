package org.eksrunbook.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.GetDeployedTaskFormCmd;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One completion of one task, in one transaction: locks the task, checks who and what, lets the task's bean decide, moves
 * the token with the variables that the bean returned. What was submitted goes nowhere else.
 */
final class Completion implements Command<Map<String, Object>> {

    private final String taskId;
    private final @Nullable Map<String, Object> submitted;
    private final UserTasks tasks;
    private final JdbcClient jdbc;

    Completion(String taskId, @Nullable Map<String, Object> submitted, UserTasks tasks, JdbcClient jdbc) {
        this.taskId = taskId;
        this.submitted = submitted;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Object> execute(CommandContext context) {
        String user = context.getAuthenticatedUserId();
        if (user == null) {
            throw new Forbidden("Nobody is logged in: a task is completed by a person");
        }
        TaskEntity task = lock(context);
        for (CommandChecker checker : context.getProcessEngineConfiguration().getCommandCheckers()) {
            checker.checkTaskWork(task);
        }
        return context.runWithoutAuthorization(() -> complete(task, person(user, context), context));
    }

    private Map<String, Object> complete(TaskEntity task, Person person, CommandContext context) {
        Map<String, Object> fields;
        try {
            fields = SubmittedFields.check(submitted, form(context));
        } catch (InvalidInput invalid) {
            TaskRights.check(task, person, Map.of("breakGlass", true, "reason", "-"));
            throw invalid;
        }
        TaskRights.check(task, person, fields);
        TaskContext where = new TaskContext(
                new IncidentId(task.getExecution().getProcessBusinessKey()),
                task.getId(),
                task.getProcessInstanceId(),
                task::getVariable);
        Map<String, Object> variables = new LinkedHashMap<>(
                tasks.of(task.getTaskDefinitionKey()).complete(new TaskCompletion(where, person, fields)));
        task.setExecutionVariables(variables);
        task.logUserOperation(UserOperationLogEntry.OPERATION_TYPE_COMPLETE);
        task.complete();
        return variables;
    }

    /** Waits for whoever completes the same task at this moment, so that the second finds it done. */
    private TaskEntity lock(CommandContext context) {
        boolean there = jdbc.sql("select ID_ from ACT_RU_TASK where ID_ = ? for update")
                .param(taskId)
                .query(String.class)
                .optional()
                .isPresent();
        TaskEntity task = there ? context.getTaskManager().findTaskById(taskId) : null;
        if (task == null) {
            boolean was = context.getHistoricTaskInstanceManager().findHistoricTaskInstanceById(taskId) != null;
            if (was) {
                throw new Conflict("This task is done already: look at the list again");
            }
            throw new NotFoundException("There is no task " + taskId);
        }
        return task;
    }

    /** The groups as they are now: a session or a cache may remember others. */
    static Person person(String user, CommandContext context) {
        Set<String> groups = context
                .getProcessEngineConfiguration()
                .getIdentityService()
                .createGroupQuery()
                .groupMember(user)
                .list()
                .stream()
                .map(org.camunda.bpm.engine.identity.Group::getId)
                .collect(Collectors.toSet());
        return new Person(user, groups);
    }

    private FormFields form(CommandContext context) {
        FormData form = new org.camunda.bpm.engine.impl.cmd.GetTaskFormCmd(taskId).execute(context);
        if (form == null || (form.getFormKey() == null && form.getCamundaFormRef() == null)) {
            return FormFields.NONE;
        }
        try (InputStream content = new GetDeployedTaskFormCmd(taskId).execute(context)) {
            return FormFields.parse(content.readAllBytes());
        } catch (BadUserRequestException missing) {
            throw new IllegalStateException("The form of task " + taskId + " is not deployed", missing);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
