package org.eksrunbook.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eksrunbook.people.PeopleUnderTest.ID;
import static org.eksrunbook.people.PeopleUnderTest.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.Stakeholder;
import org.junit.jupiter.api.Test;

class StakeholderUpdatesTest {

    private static final CaseState EARLY = state(
            Phase.ERADICATE,
            "Query the trail",
            Map.of("identity", 3L, "recon", 9L),
            List.of("Cut what is still alive"));
    private static final CaseState LATER = state(
            Phase.RECOVER, "Decide the recovery", Map.of("identity", 5L, "recon", 9L), List.of("How did they get in?"));

    private final ScriptedChannel channel = new ScriptedChannel();
    private final PeopleUnderTest people = new PeopleUnderTest(List.of(channel));
    private final Incident incident =
            PeopleUnderTest.incident(Severity.P1, new Stakeholder("Ada", "legal", "email", "ada@example.com"));

    private Update writeAndSend(String step, CaseState state) {
        return people.updates.send(
                incident, people.updates.write(step, incident, state).number());
    }

    @Test
    void theFirstTellsEverything() {
        Update update = writeAndSend("u1", EARLY);

        assertThat(update.state()).isEqualTo(Update.State.SENT);
        assertThat(update.subject()).isEqualTo("[P1] Incident GD-1, update 1: Part 3, eradicate");
        assertThat(update.text())
                .contains(
                        "Part 3, eradicate",
                        "«Query the trail»",
                        "Calls found: 12",
                        "identity: 3",
                        "Resources decided: 3")
                .contains("Waiting for people:\n  - Cut what is still alive")
                .contains("GDPR", "running, 3 days left")
                .contains("The next update follows by 2024-08-02 09:30 UTC");
        assertThat(channel.delivered).hasSize(1);
        assertThat(people.ledger.last(ID, "update.sent")).isPresent();
    }

    @Test
    void theNextTellsTheDifference() {
        writeAndSend("u1", EARLY);
        people.clock.pass(Duration.ofMinutes(30));

        String text = writeAndSend("u2", LATER).text();

        assertThat(text)
                .contains("New since update 1 (2024-08-02 09:00 UTC)")
                .contains("Phase: Part 3, eradicate → Part 4, recover")
                .contains("Calls found: 14 (+2)", "identity: 5 (+2)")
                .contains("Answered: Cut what is still alive")
                .doesNotContain("recon: 9", "Resources affected", "missed");
    }

    @Test
    void nothingNewSaysSo() {
        writeAndSend("u1", EARLY);
        people.clock.pass(Duration.ofMinutes(30));

        assertThat(writeAndSend("u2", EARLY).text()).contains("Nothing has changed.");
    }

    @Test
    void aRepeatedStepWritesAndSendsNothingTwice() {
        Update first = writeAndSend("u1", EARLY);

        assertThat(writeAndSend("u1", LATER)).isEqualTo(first);
        assertThat(people.updates.of(ID)).hasSize(1);
        assertThat(channel.delivered).hasSize(1);
    }

    @Test
    void aMissedOneIsRecordedAndToldInTheNextWhichDiffersFromTheLastThatArrived() {
        writeAndSend("u1", EARLY);
        people.clock.pass(Duration.ofMinutes(30));
        Update second = people.updates.write("u2", incident, LATER);
        channel.down = true;
        assertThatThrownBy(() -> people.updates.send(incident, second.number())).isInstanceOf(NoticeNotSent.class);

        Update missed = people.updates.missed(ID, second.number(), "the mail server did not answer");

        assertThat(missed.state()).isEqualTo(Update.State.MISSED);
        assertThat(people.ledger
                        .last(ID, "update.missed")
                        .orElseThrow()
                        .body()
                        .path("number")
                        .asInt())
                .isEqualTo(2);
        channel.down = false;
        people.clock.pass(Duration.ofMinutes(30));
        assertThat(writeAndSend("u3", LATER).text())
                .contains("Update 2 of 2024-08-02 09:30 UTC was missed: the mail server did not answer")
                .contains("New since update 1", "Calls found: 14 (+2)");
    }

    @Test
    void anUpdateThatReachedSomeIsSentAndTheNextSaysWhomItDidNotReach() {
        Incident withOneBadAddress = PeopleUnderTest.incident(
                Severity.P1,
                new Stakeholder("Ada", "legal", "email", "ada@example.com"),
                new Stakeholder("Bob", "cloud", "email", "nowhere@example.com"));

        Update first = people.updates.send(
                withOneBadAddress,
                people.updates.write("u1", withOneBadAddress, EARLY).number());
        people.clock.pass(Duration.ofMinutes(30));
        Update second = people.updates.send(
                withOneBadAddress,
                people.updates.write("u2", withOneBadAddress, LATER).number());

        assertThat(first.state()).isEqualTo(Update.State.SENT);
        assertThat(second.text())
                .contains("New since update 1", "Update 1 of 2024-08-02 09:00 UTC did not reach everybody", "Bob");
        assertThat(people.ledger.entries(ID, "update.missed")).isEmpty();
        assertThat(people.ledger.entries(ID, "update.sent").get(0).body().path("missed"))
                .extracting(JsonNode::asText)
                .containsExactly("Bob");
        assertThat(people.notices.of(ID).get(0)).satisfies(sent -> {
            assertThat(sent.recipients()).extracting(SentNotice.Recipient::name).containsExactly("Ada");
            assertThat(sent.missed()).extracting(SentNotice.Recipient::name).containsExactly("Bob");
        });
        assertThat(channel.delivered).hasSize(2);
    }

    @Test
    void aSilenceIsRecordedAsMissedOnce() {
        writeAndSend("u1", EARLY);
        people.clock.pass(Duration.ofMinutes(95));

        String text = people.updates.write("u2", incident, EARLY).text();
        people.updates.write("u2", incident, EARLY);

        assertThat(text).contains("2 updates between 2024-08-02 09:00 UTC and 2024-08-02 10:35 UTC were missed");
        assertThat(people.ledger.entries(ID, "update.missed")).hasSize(1);
        assertThat(people.ledger
                        .last(ID, "update.missed")
                        .orElseThrow()
                        .body()
                        .path("count")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void aLittleDelayIsNoSilence() {
        writeAndSend("u1", EARLY);
        people.clock.pass(Duration.ofMinutes(40));

        writeAndSend("u2", EARLY);

        assertThat(people.ledger.entries(ID, "update.missed")).isEmpty();
    }

    @Test
    void theRhythmFollowsTheSeverity() {
        assertThat(people.updates.rhythm(Severity.P1)).isEqualTo(Duration.ofMinutes(30));
        assertThat(people.updates.rhythm(Severity.P2)).isEqualTo(Duration.ofHours(2));
        assertThat(people.updates.rhythm(Severity.P3)).isEqualTo(Duration.ofDays(1));
        assertThat(people.updates.rhythm(Severity.P4)).isEqualTo(Duration.ofDays(1));
        assertThat(new PeopleSettings(null, Map.of(Severity.P2, Duration.ofHours(1))).rhythm(Severity.P2))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void foreignWordsStayOnTheirLine() {
        CaseState hostile =
                state(Phase.ERADICATE, "Step\r\n.\r\nQUIT", Map.of("a\nb", 1L), List.of("task\u202Ex\nInjected: line"));

        assertThat(people.updates.write("u1", incident, hostile).text())
                .contains(
                        "«Step\\u000D\\u000A.\\u000D\\u000AQUIT»", "task\\u202Ex\\u000AInjected: line", "a\\u000Ab: 1");
    }
}
