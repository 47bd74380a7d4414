package org.eksrunbook.recover;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Part 4, step 2.2: a modified thing that cannot be replaced is restored from a known good backup. */
@Component
final class PlanRestoreDelegate implements JavaDelegate {

    private final Steps steps;
    private final Restores restores;

    PlanRestoreDelegate(Steps steps, Restores restores) {
        this.steps = steps;
        this.restores = restores;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.plan(
                execution,
                group -> group.heading().equals(Heading.MODIFIED) && group.way().equals(Way.RESTORE),
                restores::of);
    }
}
