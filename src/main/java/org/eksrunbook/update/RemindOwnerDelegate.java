package org.eksrunbook.update;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.people.ImprovementActions;
import org.springframework.stereotype.Component;

/** Reminds the owner of an open improvement action, once a day however often the step runs. */
@Component
final class RemindOwnerDelegate implements JavaDelegate {

    private final ImprovementActions improvements;
    private final Clock clock;

    RemindOwnerDelegate(ImprovementActions improvements, Clock clock) {
        this.improvements = improvements;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String action = String.valueOf(execution.getVariable(UpdateVariables.ACTION));
        improvements.remind(action, action + "/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
