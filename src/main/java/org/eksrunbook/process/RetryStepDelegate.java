package org.eksrunbook.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets a failed step be tried again. */
@Component
final class RetryStepDelegate implements JavaDelegate {

    private final FailedStep steps;

    RetryStepDelegate(FailedStep steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.retry((String) execution.getVariable(MendVariables.FAILED_JOB_ID));
    }
}
