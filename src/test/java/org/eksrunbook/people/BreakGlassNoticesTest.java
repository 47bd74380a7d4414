package org.eksrunbook.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.people.PeopleUnderTest.ID;
import static org.eksrunbook.people.PeopleUnderTest.mail;

import java.util.List;
import org.eksrunbook.incident.Stakeholder;
import org.junit.jupiter.api.Test;

class BreakGlassNoticesTest {

    private final ScriptedChannel channel = new ScriptedChannel();
    private final PeopleUnderTest people = new PeopleUnderTest(List.of(channel));
    private final BreakGlassNotices notices = new BreakGlassNotices(people.notices, people.ledger);
    private final List<Stakeholder> approvers =
            List.of(mail("ada", "ada@example.com"), new Stakeholder("bob", "approver", "timeline", ""));

    @Test
    void allApproversAreToldOnceAPlan() {
        notices.tell(ID, "cut-1", "mia", "nobody answers", approvers);
        notices.tell(ID, "cut-1", "mia", "nobody answers", approvers);

        assertThat(channel.delivered)
                .singleElement()
                .asString()
                .contains("ada@example.com", "mia", "cut-1", "nobody answers");
        assertThat(people.notices.of(ID).get(0).recipients()).hasSize(2);
    }

    @Test
    void whoIsNotReachedHidesNobodyWhoIs() {
        notices.tell(
                ID,
                "cut-1",
                "mia",
                "nobody answers",
                List.of(mail("ada", "ada@example.com"), mail("eve", "nowhere@example.com")));

        assertThat(notices.told(ID, "cut-1")).isTrue();
        assertThat(people.notices.of(ID).get(0).missed())
                .extracting(SentNotice.Recipient::name)
                .containsExactly("eve");
        assertThat(people.ledger.entries(ID, "notice.missed")).isEmpty();
    }

    @Test
    void aMailThatDoesNotArriveIsRecordedAndStopsNothing() {
        channel.down = true;

        notices.tell(ID, "cut-1", "mia", "nobody answers", approvers);

        assertThat(people.ledger
                        .last(ID, "notice.missed")
                        .orElseThrow()
                        .body()
                        .path("reason")
                        .asText())
                .contains("ada");
    }
}
