package org.eksrunbook.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Adobe's S3Mock as a process of its own: an S3 that nobody here wrote. */
final class S3MockServer implements AutoCloseable {

    private final Process process;
    private final int port;

    S3MockServer(Path folder, String bucket) throws IOException {
        port = freePort();
        String jar = Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(entry -> entry.contains("s3mock") && entry.endsWith("-exec.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("S3Mock's jar is not on the class path"));
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar,
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--http.port=" + port,
                        "--com.adobe.testing.s3mock.store.root=" + folder,
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + bucket))
                .redirectErrorStream(true)
                .start();
        awaitStart();
    }

    private void awaitStart() throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(90));
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Started S3MockApplication")) {
                Thread rest = new Thread(() -> drain(log), "s3mock-log");
                rest.setDaemon(true);
                rest.start();
                return;
            }
            if (Instant.now().isAfter(deadline)) {
                break;
            }
        }
        close();
        throw new IllegalStateException("S3Mock did not start:\n" + said);
    }

    private static void drain(BufferedReader log) {
        try {
            while (log.readLine() != null) {
                continue;
            }
        } catch (IOException ended) {
            // The process was stopped, and its log with it.
            return;
        }
    }

    S3Client client() {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")))
                .httpClient(ApacheHttpClient.create())
                .overrideConfiguration(override -> override.addExecutionInterceptor(new CallGuard()))
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
