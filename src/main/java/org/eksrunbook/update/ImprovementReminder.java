package org.eksrunbook.update;

import java.time.LocalTime;
import java.time.ZoneOffset;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.people.ImprovementActions;
import org.springframework.stereotype.Component;

/** When the owner of an improvement action is reminded: asked by the model's timer. */
@Component
public class ImprovementReminder {

    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private final ImprovementActions improvements;

    ImprovementReminder(ImprovementActions improvements) {
        this.improvements = improvements;
    }

    /** From the morning (UTC) of the action's date on, once a day. */
    public String cycle(DelegateExecution execution) {
        String action = String.valueOf(execution.getVariable(UpdateVariables.ACTION));
        return "R/" + improvements.require(action).due().atTime(MORNING).toInstant(ZoneOffset.UTC) + "/P1D";
    }
}
