package org.eksrunbook.process;

import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The job of a step that has no tries left, and what can be done with it. One that is gone is left alone. */
@Component
class FailedStep {

    private final ManagementService management;
    private final RuntimeService runtime;
    private final int tries;

    FailedStep(
            @Lazy ManagementService management,
            @Lazy RuntimeService runtime,
            @Value("${camunda.bpm.default-number-of-retries:3}") int tries) {
        this.management = management;
        this.runtime = runtime;
        this.tries = tries;
    }

    /** Gives the step new tries. */
    void retry(String jobId) {
        if (find(jobId).isPresent()) {
            management.setJobRetries(jobId, tries);
        }
    }

    /** Moves the token behind the step as if it had done nothing. */
    void skip(String jobId) {
        find(jobId).ifPresent(job -> {
            ActivityInstance tree = runtime.getActivityInstance(job.getProcessInstanceId());
            TransitionInstance waiting = waiting(tree, job.getExecutionId())
                    .orElseThrow(() -> new IllegalStateException(
                            "Mend the step instead: it is not waiting where it can be skipped"));
            runtime.createProcessInstanceModification(job.getProcessInstanceId())
                    .startAfterActivity(waiting.getActivityId(), waiting.getParentActivityInstanceId())
                    .cancelTransitionInstance(waiting.getId())
                    .execute();
        });
    }

    /** Whether somebody still has to do something about the job. */
    boolean isStuck(String jobId) {
        return find(jobId).filter(job -> job.getRetries() == 0).isPresent();
    }

    private Optional<Job> find(String jobId) {
        return Optional.ofNullable(management.createJobQuery().jobId(jobId).singleResult());
    }

    private static Optional<TransitionInstance> waiting(ActivityInstance at, String executionId) {
        for (TransitionInstance transition : at.getChildTransitionInstances()) {
            if (executionId.equals(transition.getExecutionId())) {
                return Optional.of(transition);
            }
        }
        for (ActivityInstance child : at.getChildActivityInstances()) {
            Optional<TransitionInstance> found = waiting(child, executionId);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
