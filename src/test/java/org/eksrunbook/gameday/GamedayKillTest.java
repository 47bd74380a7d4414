package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code kill -9} at ten seeded moments, half of them inside a completion: the same findings, decisions and report. */
@Tag("full")
class GamedayKillTest {
    private static final Logger LOG = LoggerFactory.getLogger(GamedayKillTest.class);
    private static final int KILLS = Integer.getInteger("gameday.kills", 10);
    private static final int AT_WORK = KILLS * 4 / 10;
    private static final String[] ARGUMENTS = {
        "--spring.profiles.active=gameday",
        "--runbook.gameday.compromised-at=2024-08-02T08:23:24Z",
        "--runbook.gameday.days=30"
    };
    private static final long SEED = 3;

    @Test
    void killsLoseNothingAndDoubleNothing(@TempDir Path folder) {
        CaseRecord undisturbed = undisturbed(folder.resolve("undisturbed")).keptAs("undisturbed");
        CaseRecord killed = killed(folder.resolve("killed")).keptAs("killed");
        assertThat(killed.findings()).isEqualTo(undisturbed.findings());
        assertThat(killed.entries()).containsExactlyElementsOf(undisturbed.entries());
        assertThat(killed.report().lines())
                .containsExactlyElementsOf(undisturbed.report().lines().toList());
    }

    private static CaseRecord undisturbed(Path dataDir) {
        try (ServerProcess server = ServerProcess.start(dataDir, ARGUMENTS)) {
            URI base = server.awaitInLog("Game day: the incident");
            Player player = new Player(GamedayRestTest.INCIDENT, server, base);
            player.play(GamedayRestTest.PATIENCE);
            return CaseRecord.of(player, GamedayRestTest.INCIDENT);
        }
    }

    private static CaseRecord killed(Path dataDir) {
        Random random = new Random(SEED);
        // Six of the first twelve completions are killed, and four times the server while it works by itself.
        Set<Integer> insideCompletion = new TreeSet<>();
        while (insideCompletion.size() < KILLS - AT_WORK) {
            insideCompletion.add(random.nextInt(12));
        }
        int atWork = AT_WORK;
        ServerProcess server = ServerProcess.start(dataDir, ARGUMENTS);
        try {
            Player player = new Player(GamedayRestTest.INCIDENT, server, server.awaitInLog("Game day: the incident"));
            Set<String> seen = new HashSet<>();
            int kills = 0;
            Optional<Player.Task> task = player.nextTask(GamedayRestTest.PATIENCE);
            while (task.isPresent()) {
                // Each task is cut off at most once; the second time it counts, or was done already.
                boolean inside =
                        seen.add(task.get().id()) && insideCompletion.contains(seen.size() - 1);
                if (inside) {
                    killDuring(player, task.get(), server, random.nextInt(250));
                } else {
                    assertThat(player.complete(task.get()).status()).isEqualTo(204);
                }
                if (!inside && atWork > 0) {
                    atWork--;
                    Pause.millis(random.nextInt(6000));
                    server.kill();
                }
                if (!server.isAlive()) {
                    kills++;
                    LOG.info("Kill {} after {}", kills, task.get());
                    server = ServerProcess.start(dataDir, ARGUMENTS);
                    player.connect(server, server.awaitInLog("Game day: the incident"));
                }
                task = player.nextTask(GamedayRestTest.PATIENCE);
            }
            assertThat(kills).isEqualTo(KILLS);
            return CaseRecord.of(player, GamedayRestTest.INCIDENT);
        } finally {
            server.close();
        }
    }

    /** The completion is on its way when the server dies; whether it counted shows after the restart. */
    private static void killDuring(Player player, Player.Task task, ServerProcess server, int millis) {
        Thread completion = new Thread(() -> {
            try {
                LOG.info("Answered before the kill: {}", player.complete(task).status());
            } catch (GamedayFailure cutOff) {
                LOG.info("Cut off: {}", cutOff.getMessage());
            }
        });
        completion.start();
        Pause.millis(millis);
        server.kill();
        try {
            completion.join(70_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
