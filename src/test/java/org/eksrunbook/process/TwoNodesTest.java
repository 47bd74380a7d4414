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
        Races.ofFourStarts(one, other);
    }

    @Test
    void ofTwentyCompletionsAtOnceOneWins() throws Exception {
        String id = "N-" + UUID.randomUUID();
        assertThat(Races.start(one.port(), "eradicate", id)).isEqualTo(200);
        String task = json(new Caller(one.port())
                        .get("responder", "/engine-rest/task?processInstanceBusinessKey=" + id)
                        .body())
                .get(0)
                .path("id")
                .asText();
        AtomicInteger number = new AtomicInteger();

        List<Integer> answers = DoorTest.atOnce(
                20,
                () -> new Caller(Races.next(new ServerProcess[] {one, other}, number)
                                .port())
                        .post("responder", "/engine-rest/task/" + task + "/complete", "{}")
                        .statusCode());

        assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(19);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
