package org.eksrunbook.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Moves on behind a failed step; the reason is in the ledger already. */
@Component
final class SkipStepDelegate implements JavaDelegate {

    private final FailedStep steps;

    SkipStepDelegate(FailedStep steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.skip((String) execution.getVariable(MendVariables.FAILED_JOB_ID));
    }
}
