package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that come up at the same moment on one empty PostgreSQL. */
@Tag("full")
class TwoNodesTest {

    @TempDir
    static Path folder;

    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void startBothAtOnce() {
        String database = PostgresServer.emptyDatabase();
        one = new ServerProcess(database, folder.resolve("a"));
        other = new ServerProcess(database, folder.resolve("b"));
        one.port();
        other.port();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void deployAndEstablishEverythingOnce() throws IOException {
        Caller caller = new Caller(other.port());
        assertThat(json(caller.get("responder", "/engine-rest/process-definition?key=eradicate")
                        .body()))
                .hasSize(1);
        assertThat(json(caller.get("admin", "/engine-rest/user").body())).hasSize(6);
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
        String id = "N-" + UUID.randomUUID();
        assertThat(start(one.port(), "eradicate", id)).isEqualTo(200);
        String task = json(new Caller(one.port())
                        .get("responder", "/engine-rest/task?processInstanceBusinessKey=" + id)
                        .body())
                .get(0)
                .path("id")
                .asText();
        AtomicInteger number = new AtomicInteger();

        List<Integer> answers = DoorTest.atOnce(
                20,
                () -> new Caller(port(number))
                        .post("responder", "/engine-rest/task/" + task + "/complete", "{}")
                        .statusCode());

        assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(19);
    }

    private static void race(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            String id = "R-" + UUID.randomUUID();
            AtomicInteger number = new AtomicInteger();
            List<Integer> answers = DoorTest.atOnce(4, () -> start(port(number), "eksIncidentResponse", id));
            assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        }
    }

    private static int start(int port, String process, String id) {
        return new Caller(port)
                .post("responder", "/engine-rest/process-definition/key/" + process + "/start", """
                    {"businessKey":"%s","variables":{"accountId":{"value":"123456789012"},"region":{"value":"eu-west-1"},
                    "compromisedAt":{"value":"2024-08-02T08:00:00Z"},"clusterName":{"value":"shop"}}}""".formatted(id))
                .statusCode();
    }

    private static int port(AtomicInteger number) {
        return number.getAndIncrement() % 2 == 0 ? one.port() : other.port();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
