package org.eksrunbook.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowCollectorTest {

    private static final String ACCOUNT = "111122223333";
    private static final Instant TIME = Instant.parse("2024-08-02T09:00:00Z");

    private final RowCollector rows = new RowCollector(ACCOUNT);

    private static ResourceRef user(String name) {
        return new ResourceRef("AWS::IAM::User", name, null, ACCOUNT, "");
    }

    private static Observation call(String event, String action, Change change, ResourceRef... resources) {
        return new Observation(
                event, TIME.plusSeconds(event.charAt(1)), action, List.of(change), true, List.of(resources), "mallory");
    }

    /** Part 2 contained it by the name that it had then. */
    @Test
    void whatPeopleNameByItsFormerNameIsTheRenamedThing() {
        rows.addAll(List.of(call("e1", "UpdateUser", Change.MODIFIED, user("alice"), user("x"))));
        assertThat(rows.known(user("alice")).touches()).hasSize(1);
        assertThat(rows.known(user("x"))).isSameAs(rows.known(user("alice")));
        assertThat(rows.known(user("bob")).touches()).isEmpty();
    }

    @Test
    void theFormerNameIsWhoeverHasItNow() {
        rows.addAll(List.of(
                call("e1", "UpdateUser", Change.MODIFIED, user("alice"), user("x")),
                call("e2", "CreateUser", Change.CREATED, user("alice"))));
        assertThat(rows.known(user("alice")).touches())
                .singleElement()
                .extracting(Touch::event)
                .isEqualTo("e2");
    }

    @Test
    void callsOfOtherServicesThatSoundLikeItRenameNothing() {
        ResourceRef byName = new ResourceRef("AWS::XRay::Group", "g", null, ACCOUNT, "eu-central-1");
        ResourceRef other = new ResourceRef("AWS::XRay::Group", "h", null, ACCOUNT, "eu-central-1");
        rows.addAll(List.of(call("e1", "UpdateGroup", Change.MODIFIED, byName, other)));
        assertThat(rows.rows()).hasSize(2);
    }
}
