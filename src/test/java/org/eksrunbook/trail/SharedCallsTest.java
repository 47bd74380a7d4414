package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two sessions of one role and one name take a role of another account: that account's log names both by one id. */
class SharedCallsTest extends AttackLog {

    private static final String DROP = "{'bucketName':'b'}";

    @Test
    void keysOfMoreCallsThanAreKeptAreToldToBeMissing() {
        SharedCalls calls = new SharedCalls(1);
        calls.see(shared("1", "ASIAONE"));
        calls.see(shared("1", "ASIAONE"));
        calls.see(shared("x".repeat(200), "ASIALONGID"));
        calls.see(shared("2", "x".repeat(200)));
        assertThat(calls.told()).isEmpty();
        calls.see(shared("2", "ASIATWO"));
        assertThat(calls.told()).isPresent();
        assertThat(calls.key(shared("1", null))).isEqualTo("ASIAONE");
        assertThat(calls.key(shared("2", null))).isNull();
        assertThat(calls.key(shared("x".repeat(200), null))).isNull();
    }

    private static Sighting shared(String id, @Nullable String key) {
        return Sighting.of(
                "e",
                Events.call(
                        "s3",
                        "GetObject",
                        ",'sharedEventID':'" + id + "','userIdentity':{'type':'AssumedRole'"
                                + (key == null ? "" : ",'accessKeyId':'" + key + "'") + "}"));
    }

    @Test
    void theKeyInTheCallersOwnLogTellsWhoCalledInTheOther() {
        attack(
                "sts",
                "AssumeRole",
                assume(HOME, "hub", "deploy"),
                issued(HOME, "hub", "deploy", "ASIAHISHUBHISHUBHIS1"));
        call(
                user("ci", "AKIACICICICICICICIC1"),
                "sts",
                "AssumeRole",
                assume(HOME, "hub", "deploy"),
                issued(HOME, "hub", "deploy", "ASIACIHUBCIHUBCIHUB2"));
        String hub = "{'type':'AWSAccount','principalId':'AROAhub:deploy','accountId':'111122223333'}";
        String there = ",'recipientAccountId':'444455556666'";
        // Of his own way only the other account has a record, of the pipeline's both have one, the other's first.
        String taken = record(
                hub,
                "sts",
                "AssumeRole",
                assume(OTHER, "app", "deploy"),
                issued(OTHER, "app", "deploy", "ASIAHISAPPHISAPPHIS3"),
                there + ",'sharedEventID':'1'");
        String pipelines = record(
                hub,
                "sts",
                "AssumeRole",
                assume(OTHER, "app", "deploy"),
                issued(OTHER, "app", "deploy", "ASIACIAPPCIAPPCIAPP4"),
                there + ",'sharedEventID':'2'");
        record(
                session(HOME, "hub", "deploy", "ASIACIHUBCIHUBCIHUB2"),
                "sts",
                "AssumeRole",
                assume(OTHER, "app", "deploy"),
                issued(OTHER, "app", "deploy", "ASIACIAPPCIAPPCIAPP4"),
                ",'sharedEventID':'2'");
        String his = call(session(OTHER, "app", "deploy", "ASIAHISAPPHISAPPHIS3"), "s3", "DeleteBucket", DROP, "null");
        String usual =
                call(session(OTHER, "app", "deploy", "ASIACIAPPCIAPPCIAPP4"), "s3", "CreateBucket", DROP, "null");
        assertThat(investigate().findings()).contains(taken, his).doesNotContain(pipelines, usual);
    }
}
