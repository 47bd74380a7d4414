package org.eksrunbook.gameday;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;

/** Sends a log file as a browser's form does. */
final class Upload {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final String authorization;

    Upload(URI base, String user, String password) {
        this.base = base;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8));
    }

    /** Athena holds CloudTrail alone: the cluster's audit log is brought by people. */
    void auditLogs(String path, Path archive) throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("exportedlogs"))
                    .sorted()
                    .toList()) {
                int status = send(path, file);
                if (status < 200 || status > 202) {
                    throw new AssertionError(file + " is answered with " + status);
                }
            }
        }
    }

    /** The status of the answer. */
    int send(String path, Path file) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.getFileName()
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(Files.readAllBytes(file));
        body.writeBytes("\r\n--b--\r\n".getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
