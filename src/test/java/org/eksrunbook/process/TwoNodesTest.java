package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that come up at the same moment on one empty PostgreSQL. */
class TwoNodesTest {

    @TempDir
    static Path folder;

    private static Node one;
    private static Node other;

    @BeforeAll
    static void startBothAtOnce() {
        String database = PostgresServer.emptyDatabase();
        CompletableFuture<Node> first = CompletableFuture.supplyAsync(() -> Node.start(database, folder.resolve("a")));
        CompletableFuture<Node> second = CompletableFuture.supplyAsync(() -> Node.start(database, folder.resolve("b")));
        one = first.join();
        other = second.join();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void deployAndEstablishEverythingOnce() {
        assertThat(one.bean(RepositoryService.class)
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("eradicate")
                        .list())
                .hasSize(1);
        assertThat(new Caller(other.port()).get("responder", "/engine-rest/engine").statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofFourStartsAtOnceOneOpensTheIncident() throws Exception {
        race(10);
    }

    @Test
    @Tag("full")
    void ofFourStartsAtOnceOneOpensTheIncidentAHundredTimes() throws Exception {
        race(100);
    }

    @Test
    void ofTwentyCompletionsAtOnceOneWins() throws Exception {
        String task = DoorProbe.start(
                one.bean(RepositoryService.class), one.bean(RuntimeService.class), one.bean(TaskService.class), "N-1");
        AtomicInteger number = new AtomicInteger();

        List<Integer> answers = DoorTest.atOnce(20, () -> new Caller(node(number).port())
                .post("responder", "/engine-rest/task/" + task + "/complete", "{}")
                .statusCode());

        assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(19);
    }

    private static void race(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            String body = """
                    {"businessKey":"R-%s","variables":{"accountId":{"value":"123456789012"},"region":{"value":"eu-west-1"},
                    "compromisedAt":{"value":"2024-08-02T08:00:00Z"},"clusterName":{"value":"shop"}}}"""
                    .formatted(UUID.randomUUID());
            AtomicInteger number = new AtomicInteger();
            List<Integer> answers = DoorTest.atOnce(4, () -> new Caller(node(number).port())
                    .post("responder", "/engine-rest/process-definition/key/eksIncidentResponse/start", body)
                    .statusCode());
            assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        }
    }

    private static Node node(AtomicInteger number) {
        return number.getAndIncrement() % 2 == 0 ? one : other;
    }
}
