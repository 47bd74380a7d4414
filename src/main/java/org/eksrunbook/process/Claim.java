package org.eksrunbook.process;

import java.util.Objects;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.jspecify.annotations.Nullable;

/** Takes a task in one's own name, or gives it back. A note to the others, no right: every candidate may still complete it. */
final class Claim implements Command<@Nullable Void> {

    private final String taskId;
    private final @Nullable String claimant;

    Claim(String taskId, @Nullable String claimant) {
        this.taskId = taskId;
        this.claimant = claimant;
    }

    @Override
    public @Nullable Void execute(CommandContext context) {
        String user = Objects.requireNonNull(context.getAuthenticatedUserId());
        return context.runWithoutAuthorization(() -> claim(user, context));
    }

    private @Nullable Void claim(String user, CommandContext context) {
        TaskEntity task = context.getTaskManager().findTaskById(taskId);
        if (task == null) {
            throw new NotFoundException("There is no task " + taskId);
        }
        Person person = Completion.person(user, context);
        if (!TaskRights.isCandidate(task, person)) {
            throw new Forbidden("This task is for others: leave it to its candidates");
        }
        if (claimant != null && !claimant.equals(user)) {
            throw new Forbidden("A task is claimed in one's own name: let the other person claim it");
        }
        if (task.getAssignee() != null && !task.getAssignee().equals(user)) {
            throw new Conflict(task.getAssignee() + " has claimed this task: talk to them, or complete it as it is");
        }
        if (!Objects.equals(task.getAssignee(), claimant)) {
            task.setAssignee(claimant);
            task.triggerUpdateEvent();
        }
        return null;
    }
}
