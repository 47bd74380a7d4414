package org.eksrunbook.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Moves on behind a failed step; the reason is in the ledger already. A step that failed for want of facts is made once more: with the reason in the
 * ledger it goes on without them ({@link org.eksrunbook.evidence.MissingFacts}), and does everything else.
 */
@Component
final class SkipStepDelegate implements JavaDelegate {

    private final FailedStep steps;

    SkipStepDelegate(FailedStep steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String job = (String) execution.getVariable(MendVariables.FAILED_JOB_ID);
        if (execution.getVariable(MendVariables.UNREAD_FACTS) == null) {
            steps.skip(job);
        } else {
            steps.retry(job);
        }
    }
}
