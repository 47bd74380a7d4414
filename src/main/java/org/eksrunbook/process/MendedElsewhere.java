package org.eksrunbook.process;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes back tasks to mend a step that goes on already, because an administrator gave it new tries or stopped it. */
@Component
class MendedElsewhere {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final FailedStep steps;

    MendedElsewhere(@Lazy TaskService tasks, @Lazy RuntimeService runtime, FailedStep steps) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.steps = steps;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT40S")
    void sweep() {
        List<Task> open =
                tasks.createTaskQuery().taskDefinitionKey("userTask_mendStep").list();
        for (Task task : open) {
            Object job = runtime.getVariable(task.getProcessInstanceId(), MendVariables.FAILED_JOB_ID);
            if (job != null && !steps.isStuck(job.toString())) {
                runtime.deleteProcessInstanceIfExists(
                        task.getProcessInstanceId(), "The step goes on already", false, true, true, false);
            }
        }
    }
}
