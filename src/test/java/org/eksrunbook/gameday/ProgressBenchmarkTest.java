package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.trail.LargeGameday;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon the server tells how long reading takes, and how true it was, seen from the end. */
@Tag("benchmark")
class ProgressBenchmarkTest {

    private static final long EVENTS = Long.getLong("runbook.benchmark.events", 1_000_000);
    private static final String INCIDENT = "PROGRESS-1";
    private static final Pattern TOLD =
            Pattern.compile("(\\d+) of (\\d+) log files read(?:, about (\\d+) (s|min) more|, a few (seconds) more)?");

    private record Sample(double at, long done, long of, double left) {}

    @Test
    void whatIsToldOfTheTimeLeft(@TempDir Path folder) throws Exception {
        Gameday gameday = LargeGameday.make(folder, EVENTS, 1).gameday();
        try (ServerProcess server = ServerProcess.measured(
                folder.resolve("data"),
                "--runbook.archive.root=" + gameday.archive(),
                "--logging.level.root=warn",
                "--logging.level.org.eksrunbook.RunbookApplication=info",
                "--logging.level.org.eksrunbook.trail.Rehearsal=info",
                "--logging.level.org.springframework.boot.web=info")) {
            URI base = server.awaitInLog("Ready to read logs");
            Player people = new Player(INCIDENT, server, base);
            RunbookApi responder = people.as("responder");
            people.begin(gameday.start());
            assertThat(people.complete(people.nextTask(Duration.ofMinutes(2)).orElseThrow())
                            .status())
                    .isEqualTo(204);
            long began = System.nanoTime();
            List<Sample> samples = new ArrayList<>();
            double first = -1;
            JsonNode incident;
            do {
                Matcher told =
                        TOLD.matcher(responder.get("incidents/" + INCIDENT).body());
                double at = (System.nanoTime() - began) / 1e9;
                if (told.find() && (told.group(3) != null || told.group(5) != null)) {
                    first = first < 0 ? at : first;
                    double left = told.group(5) != null
                            ? 5
                            : Double.parseDouble(told.group(3)) * (told.group(4).equals("s") ? 1 : 60);
                    samples.add(new Sample(at, Long.parseLong(told.group(1)), Long.parseLong(told.group(2)), left));
                }
                Pause.millis(250);
                incident = responder.get("api/incidents/" + INCIDENT).json();
            } while (incident.at("/progress/of").asLong() == 0
                    || incident.at("/progress/done").asLong()
                            < incident.at("/progress/of").asLong());
            double end = (System.nanoTime() - began) / 1e9;
            long true30 = samples.stream()
                    .filter(sample -> Math.abs(sample.at() + sample.left() - end) <= 0.3 * end)
                    .count();
            System.out.printf(
                    Locale.ROOT,
                    "Progress: %,d events: told after %.1f s; reading ended after %.1f s; of %d looks %d said the whole time true to 30 %%%n",
                    EVENTS,
                    first,
                    end,
                    samples.size(),
                    true30);
            for (int at = 0; at < samples.size(); at += Math.max(1, samples.size() / 12)) {
                Sample sample = samples.get(at);
                System.out.printf(
                        Locale.ROOT,
                        "Progress: after %.1f s %d of %d files, %.0f s left (in truth %.1f)%n",
                        sample.at(),
                        sample.done(),
                        sample.of(),
                        sample.left(),
                        end - sample.at());
            }
            assertThat(samples).isNotEmpty();
        }
    }
}
