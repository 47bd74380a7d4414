package org.eksrunbook.process;

import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one way by which people complete tasks, whichever path they come on. Answers a lost race with a conflict, whatever
 * the engine failed with; a completion that only met another one of the same incident, or a step of
 * the server, is repeated.
 */
@Component
class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int ATTEMPTS = 5;

    private final UserTasks tasks;
    private final JdbcClient jdbc;
    private final FreeSpace freeSpace;

    Door(UserTasks tasks, JdbcClient jdbc, FreeSpace freeSpace) {
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.freeSpace = freeSpace;
    }

    /** @return the variables that the task's bean set */
    Map<String, Object> complete(String taskId, @Nullable Map<String, Object> submitted, CommandExecutor engine) {
        try {
            freeSpace.requireForCompletion();
            for (int attempt = 1; ; attempt++) {
                try {
                    return engine.execute(new Completion(taskId, submitted, tasks, jdbc));
                } catch (RuntimeException race) {
                    if (!Collision.isBehind(race)) {
                        throw race;
                    }
                    if (attempt == ATTEMPTS) {
                        throw new Conflict("The incident changed while the task was completed: look at it again");
                    }
                    pause(attempt);
                }
            }
        } catch (InvalidInput
                | Conflict
                | Forbidden
                | DiskNearlyFull
                | AuthorizationException
                | NotFoundException refused) {
            throw Answers.of(refused);
        } catch (RuntimeException failure) {
            Optional<String> advice = StorageFailure.behind(failure);
            if (advice.isPresent()) {
                LOG.error("Task {} was not completed", taskId, failure);
                throw new RestException(Status.SERVICE_UNAVAILABLE, failure, advice.get());
            }
            if (isGone(taskId)) {
                LOG.info("Task {} was completed by someone else at the same moment", taskId);
                throw Answers.of(new Conflict("This task is done already: look at the list again"));
            }
            throw failure;
        }
    }

    private boolean isGone(String taskId) {
        return jdbc.sql("select count(*) from ACT_RU_TASK where ID_ = ?")
                        .param(taskId)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(20L * attempt);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Conflict("The server is stopping: try again");
        }
    }
}
