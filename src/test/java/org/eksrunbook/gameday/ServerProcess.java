package org.eksrunbook.gameday;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eksrunbook.trail.Resident;

/** The whole server in a process of its own, with half a gigabyte, so that it can be killed as a power cut would. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** For a rehearsal that starts many servers: fewer ordinary days. */
    static final String[] SHORT_GAMEDAY = {
        "--spring.profiles.active=gameday",
        "--runbook.gameday.compromised-at=2024-08-02T08:23:24Z",
        "--runbook.gameday.days=7"
    };

    /** For servers whose incidents wait for AWS and for pauses between tries: the engine looks for what is due every half second, not every five. */
    static final String LOOKS_OFTEN = "--camunda.bpm.job-execution.max-wait=500";

    /** The log says so once the incident is started, or found again. */
    static final String IN_PLAY = "Game day: the incident";

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Path dataDir;
    private final Path log;
    private final Process process;

    private ServerProcess(Path dataDir, Path log, Process process) {
        this.dataDir = dataDir;
        this.log = log;
        this.process = process;
    }

    /** Starts the server with the game day in it; {@link #awaitInLog} waits until it is there. */
    static ServerProcess start(Path dataDir, String... arguments) {
        return start(dataDir, Map.of(), arguments);
    }

    /** @param environment more of it, such as AWS credentials and endpoints */
    static ServerProcess start(Path dataDir, Map<String, String> environment, String... arguments) {
        // Most of these servers do not live long: what they compile well does not pay.
        return start(dataDir, environment, List.of("-XX:TieredStopAtLevel=1", "-Drunbook.rehearsal=false"), arguments);
    }

    /** The server as the documentation recommends it for a small machine, for measurements. */
    static ServerProcess measured(Path dataDir, String... arguments) {
        return start(dataDir, Map.of(), List.of("@server.jvm"), arguments);
    }

    private static ServerProcess start(
            Path dataDir, Map<String, String> environment, List<String> options, String... arguments) {
        Path log = dataDir.resolveSibling(dataDir.getFileName() + "-" + System.nanoTime() + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // A killed server leaves its temporary files behind: they go with the test's folder.
                "-Djava.io.tmpdir=" + temporaryBeside(dataDir),
                "-cp",
                classPath(),
                "org.eksrunbook.RunbookApplication",
                "--server.port=0",
                "--runbook.data-dir=" + dataDir));
        command.addAll(1, options);
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        process.environment().putAll(environment);
        try {
            return new ServerProcess(dataDir, log, process.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryBeside(Path dataDir) {
        try {
            return Files.createDirectories(dataDir.resolveSibling(dataDir.getFileName() + "-tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class path of the tests without the tests. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits for the words in the log and gives the server's address. */
    URI awaitInLog(String words) {
        return awaitInLog(words, 1);
    }

    /** Waits until the words stand there so many times. */
    URI awaitInLog(String words, int times) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            String text = log();
            Matcher port = PORT.matcher(text);
            if (text.split(Pattern.quote(words), -1).length > times && port.find()) {
                return URI.create("http://localhost:" + port.group(1) + '/');
            }
            if (!process.isAlive()) {
                throw new AssertionError("The server ended: " + tail(text));
            }
            Pause.millis(100);
        }
        throw new AssertionError("«" + words + "» did not come within " + PATIENCE + ": " + tail(log()));
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the log of a failure beyond the test's own folder. */
    void keepLog(Path file) {
        try {
            Files.writeString(file, log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path dataDir() {
        return dataDir;
    }

    /** The most memory that it ever had resident, as Linux tells. */
    long residentMegabytes() throws IOException {
        return Resident.megabytes(process.pid());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing in the process is asked. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        await();
        process.destroyForcibly();
    }

    private void await() {
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 4000));
    }
}
