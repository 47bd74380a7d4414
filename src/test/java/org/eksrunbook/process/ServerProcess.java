package org.eksrunbook.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own: two engines in one would share what is static. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    ServerProcess(String database, Path dataFolder, String... settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.springframework.boot.SpringApplication",
                "--spring.main.sources=" + EngineAlone.class.getName() + "," + DoorProbe.class.getName(),
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--runbook.data-dir=" + dataFolder));
        if (database.contains("postgres")) {
            command.addAll(List.of("--spring.datasource.username=postgres", "--spring.datasource.password=postgres"));
        }
        for (String user : List.of("responder", "approver", "manager", "owner", "forensic", "admin")) {
            String setting = "--RUNBOOK_PASSWORD_" + user.toUpperCase(Locale.ROOT) + "=";
            if (Stream.of(settings).noneMatch(given -> given.startsWith(setting))) {
                command.add(setting + user);
            }
        }
        command.addAll(List.of(settings));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread reader = new Thread(this::read);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Waits until the server answers.
     *
     * @throws java.util.concurrent.CompletionException with the server's log, where it does not come up
     */
    int port() {
        return port.join();
    }

    private void read() {
        StringBuilder log = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                log.append(line).append('\n');
                Matcher started = PORT.matcher(line);
                if (started.find()) {
                    port.complete(Integer.parseInt(started.group(1)));
                }
                line = lines.readLine();
            }
        } catch (IOException ended) {
            log.append(ended);
        }
        port.completeExceptionally(new IllegalStateException("The server did not come up:\n" + log));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
