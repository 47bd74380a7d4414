package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@StepByStepTest
class LeftBehindTest {

    @Autowired
    private StepByStep engine;

    @Autowired
    private Incidents incidents;

    @Autowired
    private Ledger ledger;

    @Autowired
    private LeftBehind leftBehind;

    @Test
    void aCaseThatWasClosedSinceTheListWasReadHasNoSecondEnd() {
        Incident listed = incidents.require(engine.open("LEFT-1", List.of()));
        incidents.close(listed.id());

        leftBehind.free(listed);

        assertThat(ledger.entries(listed.id(), "incident.closed")).isEmpty();
    }

    @Test
    void aCaseWhoseProcessIsGoneIsClosedOnce() {
        Incident listed = incidents.require(engine.open("LEFT-2", List.of()));

        leftBehind.free(listed);
        leftBehind.free(listed);

        assertThat(ledger.entries(listed.id(), "incident.closed")).hasSize(1);
    }
}
