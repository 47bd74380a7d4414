package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.TestLedger;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;

class PlanLineTest {

    private static final IncidentId ID = new IncidentId("INC-1");

    private final Ledger ledger = TestLedger.on(TestLedger.database(), Clock.systemUTC());

    private void made(String plan, String before) {
        say("plan.made", Map.of("plan", plan, "purpose", "recover", "count", 1, "supersedes", before));
    }

    private void say(String kind, Map<String, Object> body) {
        ledger.append(ID, kind, Actor.SYSTEM, body);
    }

    private List<String> states() {
        return PlanLine.of(ledger.entries(ID)).stream().map(PlanLine::state).toList();
    }

    @Test
    void whatWasPerformedOrRefusedStaysSoWhenAnotherPlanFollows() {
        made("p1", "");
        say("action.performed", Map.of("plan", "p1", "outcome", "done"));
        made("p2", "p1");
        say("plan.refused", Map.of("plan", "p2"));
        made("p3", "p2");

        assertThat(states()).containsExactly("waits for approval", "refused", "performed");
    }

    @Test
    void whatWaitsGivesWay() {
        made("p1", "");
        made("p2", "p1");
        say("plan.approved", Map.of("plan", "p2"));
        made("p3", "p2");

        assertThat(states()).containsExactly("waits for approval", "superseded", "superseded");
    }
}
