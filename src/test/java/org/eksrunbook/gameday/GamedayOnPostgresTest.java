package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eksrunbook.process.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The game day on a real PostgreSQL with two nodes, the first of which is killed while it reads the logs: the other one goes on to the sign-off,
 * and everything is as on the embedded database.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class GamedayOnPostgresTest {
    private ServerProcess first;
    private ServerProcess second;
    private Player player;
    private String lastAnswered = "";

    @BeforeAll
    void oneNodeDiesAndTheOtherGoesOn(@TempDir Path folder) {
        List<String> shared = List.of(
                "--spring.datasource.url=" + PostgresServer.emptyDatabase(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--runbook.artefacts=" + folder.resolve("artefacts"));
        first = ServerProcess.start(
                folder.resolve("first"),
                Stream.concat(Stream.of(ServerProcess.SHORT_GAMEDAY), shared.stream())
                        .toArray(String[]::new));
        player = new Player(GamedayRestTest.INCIDENT, first, first.awaitInLog(ServerProcess.IN_PLAY));
        second = ServerProcess.start(
                folder.resolve("second"),
                Stream.concat(
                                Stream.of("--runbook.archive.root=" + folder.resolve("first/gameday/archive")),
                                shared.stream())
                        .toArray(String[]::new));
        URI other = second.awaitInLog("Started RunbookApplication");

        Player.Task task = player.nextTask(GamedayRestTest.PATIENCE).orElseThrow();
        assertThat(player.complete(task).status()).isEqualTo(204);
        while (manifest().stream().noneMatch(line -> line.contains("\"kind\":\"trail.part\""))) {
            Pause.millis(20);
        }
        lastAnswered = lastLine();
        first.kill();
        // The passwords stand where the first node made the users.
        player.connect(first, other);
        player.play(GamedayRestTest.PATIENCE);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void theIncidentIsClosed() {
        assertThat(player.isClosed()).isTrue();
    }

    @Test
    void whatTheDeadNodeAnsweredIsInTheLedger() {
        assertThat(manifest()).contains(lastAnswered);
    }

    @Test
    void findingsDecisionsAndReportAreThoseOfTheEmbeddedDatabase() {
        CaseRecord expected = ReferencePlay.once().record();
        CaseRecord found = CaseRecord.of(player, GamedayRestTest.INCIDENT).keptAs("postgres");
        assertThat(found.findings()).isEqualTo(expected.findings());
        assertThat(found.entries()).containsExactlyElementsOf(expected.entries());
        assertThat(found.report()).containsExactlyElementsOf(expected.report());
    }

    private String lastLine() {
        List<String> lines = manifest();
        return lines.get(lines.size() - 1);
    }

    private List<String> manifest() {
        return player.as("manager")
                .get("api/incidents/" + GamedayRestTest.INCIDENT + "/evidence")
                .body()
                .lines()
                .toList();
    }
}
