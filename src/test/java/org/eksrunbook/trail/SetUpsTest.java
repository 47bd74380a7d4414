package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What the attacker sets up to fill the memory is bounded, and the limit is told. */
class SetUpsTest {

    private final SetUps setUps = new SetUps();

    private void see(String name, String caller, String changeSet) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("eventSource", "cloudformation.amazonaws.com")
                .put("eventName", name)
                .put("eventTime", "2024-08-02T08:00:00Z")
                .put("awsRegion", "us-east-1");
        event.putObject("userIdentity").put("type", "AssumedRole").put("arn", caller);
        event.putObject("requestParameters").put("stackName", "perf").put("changeSetName", changeSet);
        setUps.see(EventRecord.of(event));
    }

    @Test
    void callersBeyondWhatIsKeptAreTold() {
        for (int one = 0; one < SetUp.MOST; one++) {
            see("UpdateStack", "arn:aws:sts::111122223333:assumed-role/a/" + one, "x");
        }
        assertThat(setUps.told()).isEmpty();
        see("UpdateStack", "arn:aws:sts::111122223333:assumed-role/a/0", "x");
        assertThat(setUps.told()).as("known already").isEmpty();
        see("UpdateStack", "arn:aws:sts::111122223333:assumed-role/a/100", "x");
        assertThat(setUps.told()).isPresent();
    }

    @Test
    void changeSetsBeyondWhatIsKeptAreTold() {
        for (int one = 0; one < 10_000; one++) {
            see("CreateChangeSet", "arn:aws:iam::111122223333:user/m", "set-" + one);
        }
        assertThat(setUps.told()).isEmpty();
        see("CreateChangeSet", "arn:aws:iam::111122223333:user/m", "one-more");
        assertThat(setUps.told()).hasValueSatisfying(told -> assertThat(told).contains("change sets"));
    }
}
