package org.eksrunbook.recover;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Part 4, step 3.2: a deleted thing is restored from a backup made before the compromise. */
@Component
final class PlanRestoreFromBackupDelegate implements JavaDelegate {

    private final Steps steps;
    private final Restores restores;

    PlanRestoreFromBackupDelegate(Steps steps, Restores restores) {
        this.steps = steps;
        this.restores = restores;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.plan(
                execution,
                group -> group.heading().equals(Heading.DELETED) && group.way().equals(Way.RESTORE),
                restores::of);
    }
}
