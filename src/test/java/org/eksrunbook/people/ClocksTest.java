package org.eksrunbook.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eksrunbook.people.PeopleUnderTest.ID;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Severity;
import org.junit.jupiter.api.Test;

class ClocksTest {

    private final PeopleUnderTest people = new PeopleUnderTest(PeopleUnderTest.noServer());

    private Deadline clock(String key) {
        return people.clocks.of(PeopleUnderTest.incident(Severity.P1)).stream()
                .filter(deadline -> deadline.clock().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theyRunFromAwareness() {
        // Friday, 2 August 2024, 09:00 UTC
        assertThat(Map.of(
                        "gdpr", "2024-08-05T09:00:00Z",
                        "nis2-early-warning", "2024-08-03T09:00:00Z",
                        "nis2-notification", "2024-08-05T09:00:00Z",
                        "nis2-final-report", "2024-09-02T09:00:00Z",
                        "dora-initial", "2024-08-02T13:00:00Z",
                        "dora-intermediate", "2024-08-05T09:00:00Z",
                        "dora-final-report", "2024-09-02T09:00:00Z",
                        "sec-8-k", "2024-08-08T09:00:00Z",
                        "hipaa", "2024-10-01T09:00:00Z"))
                .allSatisfy((key, due) -> assertThat(clock(key).due()).as(key).isEqualTo(Instant.parse(due)));
        assertThat(people.clocks.of(PeopleUnderTest.incident(Severity.P1))).hasSize(9);
    }

    @Test
    void fourBusinessDaysLeaveOutTheWeekend() {
        assertThat(Regulation.SEC.dueAfter(Instant.parse("2024-08-05T09:00:00Z")))
                .isEqualTo("2024-08-09T09:00:00Z");
        assertThat(Regulation.SEC.dueAfter(Instant.parse("2024-08-03T09:00:00Z")))
                .isEqualTo("2024-08-08T09:00:00Z");
        assertThat(Regulation.SEC.dueAfter(Instant.parse("2024-08-04T23:59:00Z")))
                .isEqualTo("2024-08-08T23:59:00Z");
    }

    @Test
    void aMonthIsACalendarMonth() {
        assertThat(Regulation.NIS2_FINAL.dueAfter(Instant.parse("2024-01-31T10:00:00Z")))
                .isEqualTo("2024-02-29T10:00:00Z");
    }

    @Test
    void anUndecidedOneRunsAndIsOverdueThen() {
        assertThat(clock("dora-initial").state()).isEqualTo(Deadline.State.RUNNING);
        people.clock.pass(Duration.ofHours(4));
        assertThat(clock("dora-initial").state()).isEqualTo(Deadline.State.RUNNING);
        people.clock.pass(Duration.ofSeconds(1));

        assertThat(clock("dora-initial").state()).isEqualTo(Deadline.State.OVERDUE);
        assertThat(clock("gdpr").state()).isEqualTo(Deadline.State.RUNNING);
    }

    @Test
    void aRegulatorToldStopsItInTimeOrLate() {
        people.clock.pass(Duration.ofHours(5));
        people.clocks.decide(ID, Actor.user("legal"), "dora-initial", "notified", null, "ref 7");
        people.clocks.decide(
                ID, Actor.user("legal"), "gdpr", "notified", PeopleUnderTest.NINE.plusSeconds(60), "ref 8");

        assertThat(clock("dora-initial").state()).isEqualTo(Deadline.State.MET_LATE);
        assertThat(clock("gdpr").state()).isEqualTo(Deadline.State.MET);
        assertThat(clock("gdpr").seq()).isEqualTo(2);
    }

    @Test
    void nobodyToBeNotifiedNeedsAReason() {
        assertThatThrownBy(() -> people.clocks.decide(ID, Actor.user("legal"), "hipaa", "nobody", null, " "))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("reason");

        people.clocks.decide(ID, Actor.user("legal"), "hipaa", "nobody", null, "no health data");

        assertThat(clock("hipaa").state()).isEqualTo(Deadline.State.NOBODY_TO_BE_NOTIFIED);
        assertThat(clock("hipaa").standing(PeopleUnderTest.NINE))
                .isEqualTo("nobody is to be notified, because no health data");
    }

    @Test
    void theReviewDecidesAsWellAndTheLastWordCounts() {
        people.clocks.decide(ID, Actor.user("legal"), "hipaa", "notified", null, "");
        people.ledger.append(
                ID,
                "incident.reviewed",
                Actor.user("responder"),
                Map.of("regulators", List.of(Map.of("clock", "hipaa", "decision", "nobody", "reason", "a mistake"))));

        assertThat(clock("hipaa").state()).isEqualTo(Deadline.State.NOBODY_TO_BE_NOTIFIED);
    }

    @Test
    void whatIsNoDecisionStopsNothing() {
        people.ledger.append(
                ID,
                "incident.reviewed",
                Actor.user("responder"),
                Map.of(
                        "regulators",
                        List.of("none", Map.of("clock", "gdpr", "decision", "nobody"), Map.of("clock", "x"))));

        assertThat(clock("gdpr").state()).isEqualTo(Deadline.State.RUNNING);
    }

    @Test
    void unknownClocksDecisionsAndTheFutureAreRefused() {
        Instant future = PeopleUnderTest.NINE.plusSeconds(1);
        assertThatThrownBy(() -> people.clocks.decide(ID, Actor.user("legal"), "moon", "told", null, ""))
                .hasMessageContaining("clock")
                .hasMessageContaining("decision");
        assertThatThrownBy(() -> people.clocks.decide(ID, Actor.user("legal"), "gdpr", "notified", future, ""))
                .hasMessageContaining("future");
        assertThat(people.ledger.entries(ID)).isEmpty();
    }
}
