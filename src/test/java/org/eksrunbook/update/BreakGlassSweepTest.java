package org.eksrunbook.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.StepByStep;
import org.eksrunbook.process.StepByStepTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is in the ledger after a kill between the decision and the message: the decision alone. */
@StepByStepTest
class BreakGlassSweepTest {

    @Autowired
    private StepByStep engine;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Incidents incidents;

    @Autowired
    private BreakGlassSweep sweep;

    @Test
    void aDecisionThatNobodyWasToldOfIsToldOnce() {
        IncidentId id = engine.open("SWEEP-1", List.of());
        ledger.append(
                id,
                "plan.approved",
                Actor.user("mia"),
                Map.of("plan", "cut-1", "breakGlass", true, "reason", "nobody answers"));
        ledger.append(id, "plan.approved", Actor.user("ada"), Map.of("plan", "cut-2", "breakGlass", false));

        sweep.tell(Instant.now().minusSeconds(60));
        assertThat(ledger.entries(id, "notice.sent"))
                .as("the listener's minute")
                .isEmpty();
        sweep.tell(Instant.now().plusSeconds(60));
        sweep.tell(Instant.now().plusSeconds(60));

        assertThat(ledger.entries(id, "notice.sent")).singleElement().satisfies(entry -> {
            assertThat(entry.body().path("purpose").asText()).isEqualTo("breakGlass");
            assertThat(entry.body().path("recipients").findValuesAsText("name")).contains("approver");
            assertThat(entry.body().path("text").asText()).contains("mia approved the plan cut-1 alone");
        });
    }

    /** Its server was killed right behind it, and the incident was closed before anybody looked. */
    @Test
    void whatWasDecidedLastInAnIncidentIsToldThoughItIsClosed() {
        IncidentId id = engine.open("SWEEP-2", List.of());
        ledger.append(
                id,
                "plan.approved",
                Actor.user("mia"),
                Map.of("plan", "terminate-1", "breakGlass", true, "reason", "nobody answers"));
        incidents.close(id);

        sweep.tell(Instant.now().plusSeconds(60));

        assertThat(ledger.entries(id, "notice.sent")).hasSize(1);
    }
}
