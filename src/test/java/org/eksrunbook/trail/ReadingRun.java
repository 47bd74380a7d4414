package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;

/** One investigation in a process of its own, so that its memory can be told: from the archive's files to the findings in the database. */
final class ReadingRun {

    private ReadingRun() {}

    /**
     * @param arguments the game day's folder, a folder for the data, when the game day's incident began, when its logs end, and
     *     whether the reader has rehearsed, as that of a server has, and whom the scope names besides the pod, if anybody
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ObjectNode start = (ObjectNode)
                new ObjectMapper().readTree(folder.resolve("start.json").toFile());
        if (arguments.length > 5) {
            start.withObject("/variables/principals").put("type", "Json").put("value", "[\"" + arguments[5] + "\"]");
        }
        Gameday gameday = new Gameday(
                folder.resolve("archive"),
                folder.resolve("cmdb.csv"),
                start,
                Instant.parse(arguments[2]),
                Instant.parse(arguments[3]),
                0,
                0,
                List.of());
        try (Bench bench = new Bench(gameday.archive(), Path.of(arguments[1]), Map.of())) {
            IncidentId id = bench.incident(gameday, TrailSource.ARCHIVE);
            if (Boolean.parseBoolean(arguments[4])) {
                bench.get(Rehearsal.class).rehearse(Rehearsal.TIMES);
            }
            long began = System.nanoTime();
            bench.investigate(id);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            long included = bench.get(Principals.class).all(id).stream()
                    .filter(Principal::included)
                    .count();
            System.out.printf(
                    "RUN %d %d %d %d %d%n",
                    took.toMillis(),
                    Resident.megabytes(ProcessHandle.current().pid()),
                    bench.get(Rounds.class).all(id).size(),
                    included,
                    bench.findings(id).size());
        }
    }
}
