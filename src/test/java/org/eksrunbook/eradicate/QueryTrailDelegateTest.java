package org.eksrunbook.eradicate;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Progress;
import org.junit.jupiter.api.Test;

class QueryTrailDelegateTest {

    private static final IncidentId ID = new IncidentId("INC-1");

    private final Investigation investigation = mock(Investigation.class);
    private final DelegateExecution execution = mock(DelegateExecution.class);
    private final QueryTrailDelegate delegate = new QueryTrailDelegate(investigation);

    @Test
    void smallGroupsAreReadInOneStep() {
        when(execution.getProcessBusinessKey()).thenReturn("INC-1");
        when(investigation.readNext(ID)).thenReturn(new Progress(1, 3), new Progress(2, 3), new Progress(3, 3));

        delegate.execute(execution);

        verify(investigation, times(3)).readNext(ID);
        verify(execution).setVariable(EradicateVariables.TRAIL_READ, true);
    }

    @Test
    void aStepThatTookLongEndsWithItsGroup() {
        when(execution.getProcessBusinessKey()).thenReturn("INC-1");
        when(investigation.readNext(ID)).thenAnswer(asked -> {
            Thread.sleep(600);
            return new Progress(1, 3);
        });

        delegate.execute(execution);

        verify(investigation, times(1)).readNext(ID);
        verify(execution).setVariable(EradicateVariables.TRAIL_READ, false);
    }
}
