package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Verdict;
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
        Instant opened = Instant.now();
        Scope scope = new Scope(
                1,
                "111122223333",
                List.of(),
                "eu-central-1",
                opened.minusSeconds(3600),
                null,
                90,
                "shop",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                TrailSource.ARCHIVE,
                null);
        Incident incident = new Incident(
                new IncidentId(name),
                true,
                false,
                Phase.ERADICATE,
                Severity.P1,
                Verdict.MALICIOUS,
                opened,
                opened,
                null,
                scope,
                null,
                List.of(),
                List.of(),
                List.of());
        incidents.open(incident);
        return incidents.require(incident.id());
    }
}
