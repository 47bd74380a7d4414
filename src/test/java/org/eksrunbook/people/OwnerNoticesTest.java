package org.eksrunbook.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eksrunbook.people.PeopleUnderTest.ID;

import java.util.List;
import java.util.stream.IntStream;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.OwnerNotices.Affected;
import org.eksrunbook.people.OwnerNotices.Told;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class OwnerNoticesTest {

    private final ScriptedChannel channel = new ScriptedChannel();
    private final PeopleUnderTest people = new PeopleUnderTest(List.of(channel));

    private static Told shop(String owner) {
        return new Told("shop", owner + "@example.com", List.of());
    }

    @Test
    void anOwnerIsToldWhatIsAffectedAndWhatIsAsked() {
        List<Affected> resources = IntStream.range(0, 60)
                .mapToObj(i -> new Affected("AWS::S3::Bucket", "b" + i, null, "modified"))
                .toList();
        List<Told> owners = List.of(new Told("shop\nBcc: x", "ada@example.com", resources));

        SentNotice sent = people.owners
                .tell(ID, "s", owners, "Say whether you did this yourself")
                .get(0);

        assertThat(channel.delivered).hasSize(1);
        assertThat(sent.text())
                .contains("Asked of you: Say whether you did this yourself", "60 resources", "b49", "and 10 more")
                .contains("shop\\u000ABcc: x")
                .doesNotContain("b50");
        assertThat(people.ledger
                        .last(ID, "owners.notified")
                        .orElseThrow()
                        .body()
                        .path("notice")
                        .asLong())
                .isEqualTo(sent.seq());
    }

    @Test
    void aRepeatedStepTellsOnlyAnOwnerWhoIsNew() {
        people.owners.tell(ID, "s", List.of(shop("ada"), new Told("pay", "bob", List.of())), "Look");
        people.owners.tell(ID, "s", List.of(new Told("pay", "bob", List.of()), shop("ada")), "Look");
        assertThat(people.ledger.entries(ID, "owners.notified")).hasSize(2);

        people.owners.tell(ID, "s", List.of(shop("eve")), "Look");

        assertThat(channel.delivered).hasSize(2);
        assertThat(people.ledger.entries(ID, "owners.notified")).hasSize(3);
    }

    @Test
    void anOwnerIsToldAgainWhereTheSameStepHasMoreToTell() {
        Affected bucket = new Affected("AWS::S3::Bucket", "data", null, "modified");
        Affected added = new Affected("AWS::SQS::Queue", "orders", null, "modified");
        people.owners.tell(ID, "s", List.of(new Told("shop", "ada@example.com", List.of(bucket))), "Look");
        people.owners.tell(ID, "s", List.of(new Told("shop", "ada@example.com", List.of(bucket, added))), "Look");
        people.owners.tell(ID, "s", List.of(new Told("shop", "ada@example.com", List.of(added, bucket))), "Look");

        assertThat(people.ledger.entries(ID, "notice.sent"))
                .hasSize(2)
                .last()
                .satisfies(entry -> assertThat(entry.body().path("text").asText())
                        .contains("2 resources", "AWS::SQS::Queue orders"));
        assertThat(channel.delivered).hasSize(2);
    }

    @Test
    void allLeaveBeforeAnythingIsRecorded() {
        people.owners.tell(ID, "s", List.of(shop("ada"), shop("bob")), "Look");

        assertThat(people.ledger.entries(ID))
                .extracting(Entry::kind)
                .containsExactly("notice.sent", "notice.sent", "owners.notified", "owners.notified");
    }

    @Test
    void whoWasReachedIsNotToldAgainWhereTheStepWasLostForAnother() {
        List<Told> owners = List.of(shop("ada"), new Told("pay", "nowhere@example.com", List.of()));
        TransactionTemplate step = new TransactionTemplate(people.transactions);

        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> step.executeWithoutResult(status -> people.owners.tell(ID, "s", owners, "Look")))
                    .isInstanceOf(NoticeNotSent.class);
        }

        assertThat(channel.delivered).singleElement().asString().contains("ada@example.com");
        assertThat(people.ledger.entries(ID)).isEmpty();
    }

    @Test
    void whereOneIsNotReachedNothingIsRecorded() {
        channel.down = true;

        assertThatThrownBy(() -> people.owners.tell(ID, "s", List.of(shop("ada"), shop("bob")), "Look"))
                .isInstanceOf(NoticeNotSent.class)
                .hasMessageContaining("ada")
                .hasMessageContaining("bob");
        assertThat(people.ledger.entries(ID)).isEmpty();
    }

    private com.fasterxml.jackson.databind.JsonNode recorded() {
        return people.ledger.last(ID, "owners.notified").orElseThrow().body();
    }

    @Test
    void anOwnerIsReachedByTheAddressOfTheUserOrOfThoseInTheGroup() {
        people.user("ada", "ada@example.com", "team");
        people.user("bob", null, "team");

        SentNotice user = people.owners
                .tell(ID, "s", List.of(new Told("shop", "ada", List.of())), "Look")
                .get(0);
        assertThat(user.recipients())
                .containsExactly(new SentNotice.Recipient("ada", "owner of shop", "email", "ada@example.com", ""));
        SentNotice group = people.owners
                .tell(ID, "s", List.of(new Told("pay", "team", List.of())), "Look")
                .get(0);

        assertThat(group.recipients())
                .containsExactly(
                        new SentNotice.Recipient("ada", "owner of pay", "email", "ada@example.com", ""),
                        new SentNotice.Recipient("bob", "owner of pay", "timeline", "", "no address is known"));
        assertThat(channel.delivered).hasSize(2);
        assertThat(recorded().path("reached").asBoolean()).isTrue();
    }

    @Test
    void anOwnerWithoutAnAddressWasNotReachedAndTheRecordSaysSo() {
        people.user("ada", " ", "team");
        for (String owner : List.of("ada", "team", "nobody-here")) {
            SentNotice sent = people.owners
                    .tell(ID, "s", List.of(new Told("shop", owner, List.of())), "Look")
                    .get(0);

            assertThat(sent.recipients().get(0).channel()).isEqualTo("timeline");
            assertThat(sent.reached()).isFalse();
            assertThat(recorded().path("reached").asBoolean(true)).isFalse();
            assertThat(recorded().path("why").asText()).isEqualTo("no address is known");
        }
        assertThat(channel.delivered).isEmpty();
    }
}
