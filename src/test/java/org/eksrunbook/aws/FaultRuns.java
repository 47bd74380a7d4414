package org.eksrunbook.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/**
 * Which runs are played, in which order, and what came of them.
 *
 * @param log one line a run, as {@code -Drunbook.faults.log} names it: {@code ok} or {@code FAILED}, tab, its name, tab, what failed. What is {@code ok} there
 *     is not played again, so that a sweep goes on where it was left; {@code null}: none is kept
 * @param part this one of so many that are played side by side, {@code -Drunbook.faults.part=1/2}
 * @param like a part of the names of those that are played, {@code -Drunbook.faults.like}
 */
record FaultRuns(@Nullable Path log, int part, int parts, String like) {

    private record Ranked(FaultRun run, int ofCall, int ofSource, int by) {}

    static FaultRuns asSet() {
        String log = System.getProperty("runbook.faults.log");
        String[] part = System.getProperty("runbook.faults.part", "1/1").split("/", 2);
        return new FaultRuns(
                log == null ? null : Path.of(log),
                Integer.parseInt(part[0]),
                Integer.parseInt(part[1]),
                System.getProperty("runbook.faults.like", ""));
    }

    /**
     * First each fault at each kind of call once, by whatever source, then so by each source, then all others. The order depends on names alone: a call more or
     * less moves no other.
     */
    List<FaultRun> ordered(List<FaultRun> runs, long seed) {
        Set<String> done = done();
        Map<String, Integer> ofCall = new HashMap<>();
        Map<String, Integer> ofSource = new HashMap<>();
        return runs.stream()
                .sorted(Comparator.comparing(run -> drawn(run, seed)))
                .map(run -> {
                    String stratum = run.call().kind() + " " + run.fault();
                    return new Ranked(
                            run,
                            ofCall.merge(stratum, 1, Integer::sum) == 1 ? 0 : 1,
                            ofSource.merge(run.call().source() + stratum, 1, Integer::sum),
                            drawn(run, seed));
                })
                .sorted(Comparator.comparingInt(Ranked::ofCall)
                        .thenComparingInt(Ranked::ofSource)
                        .thenComparingInt(Ranked::by))
                .map(Ranked::run)
                .filter(run -> Math.floorMod(run.toString().hashCode(), parts) == part - 1)
                .filter(run -> run.toString().contains(like) && !done.contains(run.toString()))
                .toList();
    }

    private static int drawn(FaultRun run, long seed) {
        // Spread: alike names have alike hashes.
        return Integer.reverse((run + " " + seed).hashCode() * 0x9E3779B9) * 0x85EBCA6B;
    }

    private Set<String> done() {
        if (log == null || !Files.exists(log)) {
            return Set.of();
        }
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("ok\t"))
                    .map(line -> line.split("\t", -1)[1])
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void play(FaultRun run, Executable test) throws Throwable {
        try {
            test.execute();
            write("ok\t" + run);
        } catch (Throwable failed) {
            write("FAILED\t" + run + "\t" + String.valueOf(failed.getMessage()).replaceAll("\\s+", " "));
            throw failed;
        }
    }

    private void write(String line) throws IOException {
        if (log != null) {
            Files.write(
                    log,
                    (line + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
