package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to fill the memory: the sound events in and beside them are found, each is named, and the process stays small. */
@Tag("full")
class HostileMemoryTest {

    /**
     * The heap, half as much for DuckDB, and code, classes, libraries, what two threads unpack into (18 MB) and what the JVM's compiler works in. The
     * last comes and goes: runs of the same code differ by 30 MB. What this test is about would be hundreds.
     */
    private static final int MOST_MEGABYTES = 256 + 128 + 208;

    @Test
    void memoryStaysFlatWhateverLiesInTheArchive(@TempDir Path folder) throws Exception {
        Path archive = folder.resolve("archive");
        Set<String> sound = LargeHostileLogs.into(archive);
        Path log = folder.resolve("run.log");
        long began = System.nanoTime();
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@server.jvm",
                        "-Xmx256m",
                        "-Dlogging.level.root=warn",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HostileRun.class.getName(),
                        archive.toString(),
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> said = Files.readAllLines(log);
        assertThat(ended).as(String.join("\n", said)).isZero();
        System.out.printf(
                "Hostile archive: %d s, %s MB resident at most%n",
                (System.nanoTime() - began) / 1_000_000_000,
                said.get(said.size() - 1).substring("RESIDENT ".length()));

        assertThat(after(said, "FOUND ")).containsAll(sound);
        assertThat(after(said, "UNREADABLE ").stream()
                        .map(told -> told.substring(told.lastIndexOf('/') + 1))
                        .toList())
                .allMatch(told -> !told.startsWith("tiny"))
                .anyMatch(told -> told.startsWith("zeros.json.gz: is compressed more than 300 to one"))
                .anyMatch(told -> told.startsWith("blanks.json.gz: is compressed more than 300 to one"))
                .anyMatch(told -> told.startsWith("string.json.gz: is compressed more than 300 to one"))
                .anyMatch(told -> told.startsWith("depth.json.gz: is compressed more than 300 to one"))
                .anyMatch(told -> told.startsWith("csv.csv.gz: "))
                .anyMatch(told -> told.startsWith("lines.log.gz: is compressed more than 300 to one"))
                .anyMatch(told -> told.startsWith("a-string-of-256-mb.json.gz: a record of more than 4 MB"))
                .anyMatch(told -> told.startsWith("records-of-50-mb.json.gz: a record of more than 4 MB"))
                .anyMatch(told -> told.startsWith("depth-of-200000.json.gz: a record nested deeper than 200"))
                .anyMatch(told -> told.startsWith("things-2.json.gz: a record cannot be parsed"))
                .anyMatch(told -> told.startsWith("keys.json.gz: a record cannot be parsed"));
        assertThat(Integer.parseInt(after(said, "RESIDENT ").iterator().next())).isLessThan(MOST_MEGABYTES);
    }

    private static Set<String> after(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .collect(Collectors.toSet());
    }
}
