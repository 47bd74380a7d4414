package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Races of four starts of one incident, over REST at one or more nodes. {@code -Drunbook.races=100} runs more of them. */
final class Races {

    private static final int ROUNDS = Integer.getInteger("runbook.races", 25);

    private Races() {}

    /** Each round: one start opens the incident, three are told that it is open, and one process runs. */
    static void ofFourStarts(ServerProcess... nodes) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = "R-" + UUID.randomUUID();
            AtomicInteger number = new AtomicInteger();
            List<Integer> answers =
                    DoorTest.atOnce(4, () -> start(next(nodes, number).port(), "eksIncidentResponse", id));
            assertThat(answers).as("round " + round).containsExactlyInAnyOrder(200, 409, 409, 409);
            assertThat(new Caller(nodes[0].port())
                            .get(
                                    "admin",
                                    "/engine-rest/process-instance/count?processDefinitionKey=eksIncidentResponse&businessKey="
                                            + id)
                            .body())
                    .isEqualTo("{\"count\":1}");
        }
    }

    static ServerProcess next(ServerProcess[] nodes, AtomicInteger number) {
        return nodes[number.getAndIncrement() % nodes.length];
    }

    static int start(int port, String process, String id) {
        return new Caller(port)
                .post("responder", "/engine-rest/process-definition/key/" + process + "/start", """
                    {"businessKey":"%s","variables":{"accountId":{"value":"123456789012"},"region":{"value":"eu-west-1"},
                    "compromisedAt":{"value":"2024-08-02T08:00:00Z"},"clusterName":{"value":"shop"}}}""".formatted(id))
                .statusCode();
    }
}
