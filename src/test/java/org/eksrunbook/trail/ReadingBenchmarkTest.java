package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eksrunbook.gameday.Gameday;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the answer to «what did they do?» takes in a large archive, beside Z, the time in which {@code zcat} unpacks the same files by two
 * processes in the same run. {@code -Drunbook.benchmark.events} says how many ordinary events lie around the game day, and
 * {@code -Drunbook.benchmark.copies} how often each of their files does; its findings have to be the same as without them.
 */
@Tag("full")
@Tag("benchmark")
class ReadingBenchmarkTest {

    private static final long EVENTS = Long.getLong("runbook.benchmark.events", 1_000_000);
    private static final int COPIES = Integer.getInteger("runbook.benchmark.copies", 1);

    @Test
    void aLargeArchiveIsReadAndAsked(@TempDir Path folder) throws Exception {
        LargeGameday large = LargeGameday.make(folder, EVENTS, COPIES);
        Gameday gameday = large.gameday();
        List<Path> files = files(gameday.archive());
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }

        double z = Zcat.seconds(gameday.archive());
        told(large, files.size(), bytes, z, "rehearsed", run(folder, gameday, "rehearsed", "true"));
        told(
                large,
                files.size(),
                bytes,
                z,
                "rehearsed, a chain of three",
                run(folder, gameday, "three", "true", large.session()));
        told(large, files.size(), bytes, z, "a fresh process", run(folder, gameday, "fresh", "false"));
        if (Boolean.getBoolean("runbook.benchmark.peers")) {
            peers(gameday, z);
        }
    }

    private static void told(LargeGameday large, int files, long bytes, double z, String how, Run run) {
        System.out.printf(
                Locale.ROOT,
                "Reading, %s: %,d events added, %,d files, %,d MB compressed; Z = %.2f s; archive to findings %.2f s = %.2f Z; %d MB resident at"
                        + " most; %d rounds, %d principals, %d findings%n",
                how,
                large.added(),
                files,
                bytes >> 20,
                z,
                run.seconds(),
                run.seconds() / z,
                run.megabytes(),
                run.rounds(),
                run.principals(),
                run.findings());
        assertThat(run.findings()).isEqualTo(large.findings());
    }

    private static void peers(Gameday gameday, double z) throws Exception {
        String arn = "arn:aws:iam::000000000000:user/nobody";
        double jq = Peers.jq(gameday.archive(), arn);
        double duckDb = Peers.duckDb(gameday.archive(), arn);
        System.out.printf(
                Locale.ROOT,
                "Beside it, the events of one caller alone: zcat and jq %.1f s = %.1f Z; DuckDB's read_json %.1f s = %.1f Z%n",
                jq,
                jq / z,
                duckDb,
                duckDb / z);
    }

    private record Run(double seconds, long megabytes, int rounds, int principals, int findings) {}

    private static Run run(Path folder, Gameday gameday, String data, String... how)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@server.jvm",
                "-Xmx" + System.getProperty("runbook.benchmark.heap", "256m"),
                "-Dlogging.level.root=warn"));
        command.addAll(List.of(
                System.getProperty("runbook.benchmark.options", "").strip().split(" +")));
        command.remove("");
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ReadingRun.class.getName(),
                folder.resolve("gameday").toString(),
                folder.resolve(data).toString(),
                gameday.compromisedAt().toString(),
                gameday.end().toString()));
        command.addAll(List.of(how));
        Path log = folder.resolve("run.log");
        int ended = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String said = Files.readString(log);
        assertThat(ended).as(said).isZero();
        String[] told = said.substring(said.indexOf("RUN ")).strip().split(" ");
        return new Run(
                Long.parseLong(told[1]) / 1000.0,
                Long.parseLong(told[2]),
                Integer.parseInt(told[3]),
                Integer.parseInt(told[4]),
                Integer.parseInt(told[5]));
    }

    private static List<Path> files(Path archive) throws IOException {
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(file -> file.toString().endsWith(".json.gz")).toList();
        }
    }
}
