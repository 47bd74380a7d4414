package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.SqsDouble;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Findings that wait in a queue begin one incident each, however often they come; what is no finding is kept, told, and blocks nobody. */
@WholeServerTest
@DirtiesContext
@Tag("full")
class IntakeQueueTest {

    private static final SqsDouble QUEUE = new SqsDouble();
    private static final AwsDouble AWS = new AwsDouble("999999999999").with(QUEUE);

    @Autowired
    private Ledger ledger;

    @Autowired
    private Artefacts artefacts;

    @Autowired
    private ParkedMessages parked;

    @Autowired
    private QueueReader reader;

    @DynamicPropertySource
    static void queue(DynamicPropertyRegistry settings) {
        AWS.chain("eu-central-1");
        settings.add("runbook.intake.queue", () -> AWS.endpoint() + "/999999999999/findings");
    }

    @AfterAll
    static void close() {
        AwsDouble.away();
        AWS.close();
    }

    private static String finding(String id) {
        return """
                {"detail-type":"GuardDuty Finding","detail":{"id":"%s","accountId":"111122223333","region":"us-east-1",
                 "type":"Discovery:Kubernetes/SuccessfulAnonymousAccess","severity":8,
                 "resource":{"eksClusterDetails":{"name":"shop"}},"service":{"eventFirstSeen":"2026-08-02T08:00:00Z"}}}""".formatted(id);
    }

    private static void taken() {
        await().atMost(Duration.ofSeconds(40)).until(() -> QUEUE.waiting() == 0);
    }

    private int opened(String id) {
        return ledger.entries(new IncidentId(id), "incident.opened").size();
    }

    @Test
    void copiesBeginOneIncidentAndPoisonIsKeptAndTold() throws Exception {
        String poison = "{\"detail\":{\"note\":\"no finding \\u001b[31m\"}}";
        QUEUE.with(poison).with(finding("aaaa0001")).with("nonsense").with(finding("aaaa0001"));
        QUEUE.with("{\"Type\":\"Notification\",\"Message\":"
                + new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(finding("aaaa0002")) + "}");
        taken();

        assertThat(opened("gd-aaaa0001")).isEqualTo(1);
        assertThat(opened("gd-aaaa0002")).isEqualTo(1);
        assertThat(parked.newest(10)).hasSize(2).anySatisfy(one -> {
            assertThat(one.reason()).contains("no GuardDuty finding");
            assertThat(new String(artefacts.open(one.artefact()).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(poison);
        });
        assertThat(reader.probe().get(0).detail()).contains("2 messages were parked");
    }

    @Test
    void faultsOfTheQueueArePassingAndAreTold() {
        AWS.faults().plan(request -> request.operation().equals("DeleteMessage"), AwsFault.LOST_ANSWER, 0, 4);
        QUEUE.with(finding("bbbb0001"));
        taken();
        assertThat(opened("gd-bbbb0001")).isEqualTo(1);

        AWS.faults().always("sqs", "ReceiveMessage", AwsFault.DENIED);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.probe().get(0).detail().contains("sqs:ReceiveMessage"));
        assertThat(reader.probe().get(0).ready()).isFalse();
        AWS.faults().none();
        QUEUE.with(finding("bbbb0002"));
        taken();
        assertThat(opened("gd-bbbb0002")).isEqualTo(1);
    }
}
