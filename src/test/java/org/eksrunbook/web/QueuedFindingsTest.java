package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.eksrunbook.incident.FindingQueue;
import org.eksrunbook.incident.WrongCaller;
import org.eksrunbook.process.DiskNearlyFull;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class QueuedFindingsTest {

    private static final FindingQueue.Message OFTEN =
            new FindingQueue.Message("m", "{\"detail\":{\"id\":\"a\"}}", "receipt", 500);

    private final Intake intake = mock(Intake.class);
    private final ParkedMessages parked = mock(ParkedMessages.class);
    private final FindingQueue queue = mock(FindingQueue.class);
    private final QueuedFindings findings = new QueuedFindings(intake, new JsonBody(new ObjectMapper()), parked);

    @Test
    void aFindingWaitsForAServerThatIsSetUpWrongHoweverLongThatTakes() {
        for (RuntimeException fault : List.of(new WrongCaller("other credentials"), mock(DiskNearlyFull.class))) {
            Mockito.doThrow(fault).when(intake).take(any(), any());
            assertThatThrownBy(() -> findings.take(queue, OFTEN)).isSameAs(fault);
        }
        verify(parked, never()).park(any(), any());
        verify(queue, never()).remove(any());
    }

    @Test
    void whatFailsForItsOwnReasonIsParkedInTheEnd() {
        when(intake.take(any(), any())).thenThrow(new IllegalStateException("again"));
        findings.take(queue, OFTEN);
        verify(parked).park(any(), any());
        verify(queue).remove(OFTEN);
    }
}
