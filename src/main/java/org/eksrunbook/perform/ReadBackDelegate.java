package org.eksrunbook.perform;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Performance;
import org.eksrunbook.action.Proof;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Looks whether the plan took effect: performed only where no action is proved to have failed. */
@Component
final class ReadBackDelegate implements JavaDelegate {

    private final Performance performance;

    ReadBackDelegate(Performance performance) {
        this.performance = performance;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String plan = (String) execution.getVariable(PerformVariables.PLAN_ID);
        boolean performed = performance.prove(BusinessKey.of(execution), plan).stream()
                .map(Proof::state)
                .noneMatch(Proof.FAILED::equals);
        execution.setVariable(PerformVariables.PERFORMED, performed);
    }
}
