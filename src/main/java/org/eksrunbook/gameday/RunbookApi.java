package org.eksrunbook.gameday;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The running server over HTTP, as one of its users: what the game day does, any script can. */
final class RunbookApi {
    /** An answer; the body is what the server said, whatever its status. */
    record Answer(int status, String body) {
        JsonNode json() {
            try {
                return Templates.JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new GamedayFailure(
                        "The server answered " + status + " with no JSON: " + body, "See the server's log.");
            }
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String user;
    private final String authorization;

    RunbookApi(URI base, String user, String password) {
        this.base = base;
        this.user = user;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, String contentType, String body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", authorization);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401) {
                throw new GamedayFailure(
                        "The server does not let the user " + user + " in: the password is another one by now.",
                        "Set RUNBOOK_PASSWORD_" + user.toUpperCase(java.util.Locale.ROOT)
                                + " to the present password and start again.");
            }
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new GamedayFailure(
                    "The server cannot be reached at " + request.uri() + ": " + e,
                    "Something between this program and its own port refuses the connection; look at proxies.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GamedayFailure("Stopped while waiting for " + request.uri(), "Start again.");
        }
    }
}
