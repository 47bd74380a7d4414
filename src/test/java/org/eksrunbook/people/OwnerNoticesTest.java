package org.eksrunbook.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.people.PeopleUnderTest.ID;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnerNoticesTest {

    private final ScriptedChannel channel = new ScriptedChannel();
    private final PeopleUnderTest people = new PeopleUnderTest(List.of(channel));

    @Test
    void anOwnerIsToldWhatIsAffectedAndWhatIsAsked() {
        List<OwnerNotices.Affected> resources = IntStream.range(0, 60)
                .mapToObj(i -> new OwnerNotices.Affected("AWS::S3::Bucket", "b" + i, null, "modified"))
                .toList();

        SentNotice sent = people.owners.tell(
                ID, "shop", "shop\nBcc: x", "ada", "ada@example.com", resources, "Say whether you did this yourself");
        people.owners.tell(ID, "shop", "shop\nBcc: x", "ada", "ada@example.com", resources, "Say it");

        assertThat(channel.delivered).hasSize(1);
        assertThat(sent.text())
                .contains("Asked of you: Say whether you did this yourself", "60 resources", "b49", "and 10 more")
                .contains("shop\\u000ABcc: x")
                .doesNotContain("b50");
        assertThat(people.ledger.entries(ID, "owners.notified")).hasSize(1);
        assertThat(people.ledger
                        .last(ID, "owners.notified")
                        .orElseThrow()
                        .body()
                        .path("notice")
                        .asLong())
                .isEqualTo(sent.seq());
    }

    @Test
    void withoutAnAddressItStandsOnTheTimeline() {
        SentNotice sent = people.owners.tell(ID, "shop", "shop", "ada", null, List.of(), "Look");

        assertThat(channel.delivered).isEmpty();
        assertThat(sent.recipients().get(0).channel()).isEqualTo("timeline");
    }
}
