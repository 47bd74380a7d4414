package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reader and classifier under a coverage-guided fuzzer, Jazzer, in a process of its own: a minute each, or as long as
 * {@code -Drunbook.fuzz.seconds} says. What it found stands beside the seeds in {@code src/test/resources/fuzz} and is tried in every build.
 */
class FuzzTest {

    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final int SECONDS = Integer.getInteger("runbook.fuzz.seconds", 60);
    private static final int SLOWEST_INPUT = 60;
    private static final int LARGEST_INPUT = 8_192;

    @TestFactory
    Stream<DynamicTest> everythingKnownIsRead() throws IOException {
        return each("reader", ReaderFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> everythingKnownIsJudged() throws IOException {
        return each("classifier", ClassifierFuzz::fuzzerTestOneInput);
    }

    @Test
    @Tag("full")
    void nothingStopsTheReader(@TempDir Path folder) throws Exception {
        fuzz(ReaderFuzz.class, "reader", folder);
    }

    @Test
    @Tag("full")
    void nothingStopsTheClassifier(@TempDir Path folder) throws Exception {
        fuzz(ClassifierFuzz.class, "classifier", folder);
    }

    private static Stream<DynamicTest> each(String name, Consumer<byte[]> target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(name))) {
            List<Path> inputs = files.sorted().toList();
            assertThat(inputs).isNotEmpty();
            return inputs.stream()
                    .map(input -> DynamicTest.dynamicTest(
                            input.getFileName().toString(), () -> target.accept(Files.readAllBytes(input))));
        }
    }

    private static void fuzz(Class<?> target, String name, Path folder) throws IOException, InterruptedException {
        Path found = Files.createDirectories(folder.resolve("found"));
        Path crashes = Files.createDirectories(Path.of("target/fuzz/" + name));
        Path log = crashes.resolve("log");
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-XX:-OmitStackTraceInFastThrow",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=org.eksrunbook.trail.**",
                        // What is looked for is wrong answers; hooks into others' code would only slow it down.
                        "--custom_hook_includes=org.eksrunbook.trail.**",
                        "-max_total_time=" + SECONDS,
                        "-max_len=" + LARGEST_INPUT,
                        "-timeout=" + SLOWEST_INPUT,
                        "-rss_limit_mb=0",
                        "-dict=" + CORPUS.resolve("words.dict"),
                        "-artifact_prefix=" + crashes + "/",
                        found.toString(),
                        CORPUS.resolve(name).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> said = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        String end = String.join("\n", said.subList(Math.max(0, said.size() - 60), said.size()));
        assertThat(ended)
                .as("an input was found; it lies in %s: %s", crashes, end)
                .isZero();
        assertThat(end).containsPattern("Done [1-9][0-9]* runs in");
        System.out.printf(
                "Fuzzing the %s, %d s: %s%n",
                name, SECONDS, said.get(said.size() - 1).strip());
    }
}
