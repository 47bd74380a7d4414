package org.eksrunbook.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eksrunbook.people.PeopleUnderTest.ID;

import java.time.LocalDate;
import java.util.List;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;

class ImprovementActionsTest {

    private static final LocalDate DUE = LocalDate.of(2024, 9, 1);

    private final ScriptedChannel channel = new ScriptedChannel();
    private final PeopleUnderTest people = new PeopleUnderTest(List.of(channel));

    @Test
    void theSameActionIsKeptOnce() {
        ImprovementAction first = people.actions.keep(ID, "Alarm on anonymous access", "platform", DUE);

        assertThat(people.actions.keep(ID, "Alarm on anonymous access", "platform", DUE))
                .isEqualTo(first);
        assertThat(people.actions.of(ID)).containsExactly(first);
        assertThat(first.open()).isTrue();
    }

    @Test
    void theOwnerIsRemindedOnceAStepUntilItIsDone() {
        String id = people.actions.keep(ID, "Alarm", "ada@example.com", DUE).id();

        people.actions.remind(id, "r1");
        people.actions.remind(id, "r1");
        assertThat(people.actions.remind(id, "r2").reminders()).isEqualTo(2);
        people.actions.done(id, Actor.user("ada"), "live since today");
        assertThat(people.actions.remind(id, "r3").reminders()).isEqualTo(2);

        assertThat(channel.delivered)
                .hasSize(2)
                .allMatch(mail -> mail.contains("Alarm") && mail.contains("2024-09-01"));
        assertThat(people.ledger.entries(ID, "improvement.reminded")).hasSize(2);
    }

    @Test
    void aUserIsRemindedAtHisAddressAndWhoHasNoneIsRecordedAsNotReached() {
        people.user("ada", "ada@example.com", "team");
        people.actions.remind(people.actions.keep(ID, "Alarm", "ada", DUE).id(), "r1");
        assertThat(channel.delivered).hasSize(1);

        people.actions.remind(people.actions.keep(ID, "Alarm", "eve", DUE).id(), "r2");

        assertThat(channel.delivered).hasSize(1);
        assertThat(people.ledger.entries(ID, "improvement.reminded"))
                .extracting(entry -> entry.body().path("reached").asBoolean()
                        + entry.body().path("why").asText())
                .containsExactly("true", "falseno address is known");
    }

    @Test
    void doneIsDoneOnce() {
        String id = people.actions.keep(ID, "Alarm", "platform", DUE).id();

        people.actions.done(id, Actor.user("ada"), "yes");
        ImprovementAction again = people.actions.done(id, Actor.user("bob"), "no");

        assertThat(again.doneBy()).isEqualTo("user:ada");
        assertThat(again.remark()).isEqualTo("yes");
        assertThat(people.ledger.entries(ID, "improvement.done")).hasSize(1);
    }

    @Test
    void whatAndOwnerAreWanted() {
        assertThatThrownBy(() -> people.actions.keep(ID, " ", "platform", DUE)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> people.actions.keep(ID, "x".repeat(2001), "platform", DUE))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> people.actions.require("none")).isInstanceOf(InvalidInput.class);
    }
}
