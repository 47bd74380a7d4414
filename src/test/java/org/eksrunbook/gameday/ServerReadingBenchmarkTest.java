package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.eksrunbook.trail.LargeGameday;
import org.eksrunbook.trail.Zcat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a large archive takes through the running server, from «Is this what we investigate?» to «What did they do?», beside Z, and how fast the
 * server answers others meanwhile.
 */
@Tag("benchmark")
class ServerReadingBenchmarkTest {

    private static final long EVENTS = Long.getLong("runbook.benchmark.events", 1_000_000);
    private static final int COPIES = Integer.getInteger("runbook.benchmark.copies", 1);
    private static final String INCIDENT = "LARGE-1";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Test
    void aLargeArchiveThroughTheServer(@TempDir Path folder) throws Exception {
        LargeGameday large = LargeGameday.make(folder, EVENTS, COPIES);
        Gameday gameday = large.gameday();
        double z = Zcat.seconds(gameday.archive());
        try (ServerProcess server =
                ServerProcess.measured(folder.resolve("data"), "--runbook.archive.root=" + gameday.archive())) {
            Player people = new Player(INCIDENT, server, server.awaitInLog("Ready to read logs"));
            RunbookApi responder = people.as("responder");
            people.begin(gameday.start());
            Player.Task confirm = people.nextTask(Duration.ofMinutes(2)).orElseThrow();
            long began = System.nanoTime();
            assertThat(people.complete(confirm).status()).isEqualTo(204);
            double slowestApi = 0;
            double slowestTasks = 0;
            boolean reviewed = false;
            while (!reviewed) {
                Pause.millis(500);
                long asked = System.nanoTime();
                responder.get("api/incidents/" + INCIDENT);
                slowestApi = Math.max(slowestApi, since(asked));
                asked = System.nanoTime();
                JsonNode tasks = responder
                        .get("engine-rest/task?processInstanceBusinessKey=" + INCIDENT)
                        .json();
                slowestTasks = Math.max(slowestTasks, since(asked));
                for (JsonNode task : tasks) {
                    reviewed |= task.path("taskDefinitionKey").asText().equals("userTask_reviewFindings");
                }
                assertThat(since(began)).isLessThan(PATIENCE.toSeconds());
            }
            double took = since(began);
            System.out.printf(
                    Locale.ROOT,
                    "Server: %,d events added; Z = %.2f s; «Is this what we investigate?» to «What did they do?» %.2f s = %.2f Z; %d MB resident at most;"
                            + " slowest answer of /api %.2f s, of the task list %.2f s%n",
                    large.added(),
                    z,
                    took,
                    took / z,
                    server.residentMegabytes(),
                    slowestApi,
                    slowestTasks);
        }
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
