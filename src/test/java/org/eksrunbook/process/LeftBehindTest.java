package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class LeftBehindTest {

    @Autowired
    private Incidents incidents;

    @Autowired
    private Ledger ledger;

    @Autowired
    private LeftBehind leftBehind;

    @Test
    void aCaseThatWasClosedSinceTheListWasReadHasNoSecondEnd() {
        Incident listed = open("LEFT-1");
        incidents.close(listed.id());

        leftBehind.free(listed);

        assertThat(ledger.entries(listed.id(), "incident.closed")).isEmpty();
    }

    @Test
    void aCaseWhoseProcessIsGoneIsClosedOnce() {
        Incident listed = open("LEFT-2");

        leftBehind.free(listed);
        leftBehind.free(listed);

        assertThat(ledger.entries(listed.id(), "incident.closed")).hasSize(1);
    }

    private Incident open(String name) {
        incidents.open(StepByStep.incident(name, List.of()));
        return incidents.require(new IncidentId(name));
    }
}
