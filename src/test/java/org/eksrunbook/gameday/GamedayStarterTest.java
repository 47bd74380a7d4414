package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** The starter against a server that answers as scripted. */
class GamedayStarterTest {
    private static final String INCIDENT = "/api/incidents/gameday-2024-08-02";
    private static final String IMPORT = "/api/cmdb/import";
    private static final String START = "/engine-rest/process-definition/key/eksIncidentResponse/start";

    @TempDir
    Path folder;

    private final Map<String, RunbookApi.Answer> script = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server = server();

    @BeforeEach
    void listen() throws IOException {
        Files.writeString(folder.resolve("cmdb.csv"), "application\n");
        Files.writeString(folder.resolve("start.json"), "{\"businessKey\":\"gameday-2024-08-02\"}");
        script.put(INCIDENT, new RunbookApi.Answer(404, "{}"));
        script.put(IMPORT, new RunbookApi.Answer(200, "{}"));
        script.put(START, new RunbookApi.Answer(200, "{}"));
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            RunbookApi.Answer answer =
                    script.getOrDefault(exchange.getRequestURI().getPath(), new RunbookApi.Answer(500, ""));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theCmdbIsThereBeforeTheIncidentStarts() {
        assertThat(begin()).isEqualTo(Welcome.Situation.STARTED);
        assertThat(asked).containsExactly(INCIDENT, IMPORT, START);
    }

    @Test
    void aSecondStartGoesOnWithTheIncidentThatIsThere() {
        script.put(INCIDENT, new RunbookApi.Answer(200, "{\"status\":\"open\"}"));
        assertThat(begin()).isEqualTo(Welcome.Situation.GOES_ON);
        assertThat(asked).containsExactly(INCIDENT);
    }

    @Test
    void aLostRaceForTheStartGoesOnToo() {
        script.put(START, new RunbookApi.Answer(409, "{}"));
        assertThat(begin()).isEqualTo(Welcome.Situation.GOES_ON);
    }

    @Test
    void aClosedIncidentIsNotStartedAgain() {
        script.put(INCIDENT, new RunbookApi.Answer(200, "{\"status\":\"closed\"}"));
        assertThat(begin()).isEqualTo(Welcome.Situation.CLOSED);
    }

    @Test
    void aWrongPasswordSaysWhichVariableToSet() {
        script.put(INCIDENT, new RunbookApi.Answer(401, ""));
        assertThatThrownBy(this::begin)
                .isInstanceOfSatisfying(
                        GamedayFailure.class,
                        failure -> assertThat(failure.action()).contains("RUNBOOK_PASSWORD_RESPONDER"));
    }

    @Test
    void aRefusedStartShowsTheServersWords() {
        script.put(START, new RunbookApi.Answer(400, "accountId is missing"));
        assertThatThrownBy(this::begin).hasMessageContaining("accountId is missing");
    }

    @Test
    void aGivenPasswordCountsMoreThanTheFile() throws IOException {
        Files.writeString(folder.resolve("initial-users.txt"), "responder\tmade-up\tresponders\nowner\tx\ty\n");
        MockEnvironment environment = new MockEnvironment().withProperty("RUNBOOK_PASSWORD_RESPONDER", "given");
        FirstPasswords passwords = FirstPasswords.of(folder, environment);
        assertThat(passwords.of("responder")).isEqualTo("given");
        assertThat(passwords.of("owner")).isEqualTo("x");
        assertThatThrownBy(() -> passwords.of("manager")).hasMessageContaining("RUNBOOK_PASSWORD_MANAGER");
    }

    private Welcome.Situation begin() {
        GamedayFolder files = new GamedayFolder(folder);
        URI base = URI.create("http://localhost:" + server.getAddress().getPort() + '/');
        return GamedayStarter.begin(new RunbookApi(base, "responder", "secret"), files.start(), files);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
