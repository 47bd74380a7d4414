package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data folder on a small file system that is filled to its last byte, twice: before a completion, and while the logs are read. */
@Tag("full")
@SuppressWarnings("NullAway.Init") // set before the test
class FullDiskTest {
    private static final String RESTS = "The server rests until there is room";
    private static final String START = """
            {"businessKey":"ANOTHER-1","variables":{"accountId":{"value":"123456789012"},"region":{"value":"eu-west-1"},
            "compromisedAt":{"value":"2024-08-02T08:00:00Z"},"clusterName":{"value":"shop"}}}""";

    private SmallDisk disk;
    private ServerProcess server;
    private Player player;

    @BeforeEach
    void theGameDayIsOn(@TempDir Path folder) {
        // The log and the temporary files lie beside it.
        Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("data"), 200);
        assumeTrue(mounted.isPresent(), "skipped: a small file system cannot be mounted here, only root may");
        disk = mounted.get();
        start();
        player = new Player(GamedayRestTest.INCIDENT, server, server.awaitInLog(ServerProcess.IN_PLAY));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    /** One story, because a server takes its time to start. */
    @Test
    void nothingAcceptedIsLostAndWithRoomAndARestartAllGoesOnToTheSignOff() {
        Player.Task task = player.nextTask(GamedayRestTest.PATIENCE).orElseThrow();
        List<String> before = manifest();

        disk.fill();
        assertRefused(start("ANOTHER-1"), "start the incident again");
        assertThat(player.as("responder").get("api/incidents/ANOTHER-1").status())
                .isEqualTo(404);
        assertRefused(player.complete(task), "complete the task again");
        assertThat(player.nextTask(GamedayRestTest.PATIENCE)).contains(task);
        assertThat(manifest()).isEqualTo(before);
        assertThat(server.log())
                .contains("A start is refused: 0 MB are left", "A completion is refused: 0 MB are left")
                .doesNotContain("ENGINE-REST-HTTP503", "\tat org.camunda");

        server.awaitInLog(RESTS);
        disk.free();
        server.awaitInLog("There is room again");
        assertThat(player.complete(task).status()).isEqualTo(204);
        awaitReading();
        List<String> accepted = manifest();
        disk.fill();
        server.awaitInLog(RESTS, 2);
        server.kill();

        disk.free();
        start();
        player.connect(server, server.awaitInLog(ServerProcess.IN_PLAY));
        player.play(GamedayRestTest.PATIENCE);
        assertThat(player.isClosed()).isTrue();
        assertThat(CaseRecord.of(player, GamedayRestTest.INCIDENT).keptAs("full-disk"))
                .isEqualTo(ReferencePlay.once().record());
        assertThat(manifest()).startsWith(accepted.toArray(String[]::new));
        assertThat(start("ANOTHER-1").status()).isEqualTo(200);
    }

    private void start() {
        server = ServerProcess.start(disk.folder(), ServerProcess.SHORT_GAMEDAY);
    }

    private RunbookApi.Answer start(String id) {
        return player.as("responder")
                .post(
                        "engine-rest/process-definition/key/eksIncidentResponse/start",
                        "application/json",
                        START.replace("ANOTHER-1", id));
    }

    private static void assertRefused(RunbookApi.Answer answer, String andThen) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.body()).contains("The disk is nearly full (0 MB left): free at least", andThen);
    }

    private void awaitReading() {
        while (manifest().stream().noneMatch(line -> line.contains("\"kind\":\"trail.part\""))) {
            Pause.millis(50);
        }
    }

    private List<String> manifest() {
        return player.as("responder")
                .get("api/incidents/" + GamedayRestTest.INCIDENT + "/evidence")
                .body()
                .lines()
                .toList();
    }
}
