package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Starts the bundled incident as a responder would, over REST, once the server listens: writes the logs where there are
 * none, imports the CMDB, starts {@code eksIncidentResponse} and says where to go. A second start finds the incident.
 */
@Component
@Profile("gameday")
class GamedayStarter {
    private static final Logger LOG = LoggerFactory.getLogger(GamedayStarter.class);

    private final Path dataDir;
    private final GamedaySettings settings;
    private final Environment environment;
    private final Clock clock;

    GamedayStarter(
            @Value("${runbook.data-dir}") Path dataDir,
            GamedaySettings settings,
            Environment environment,
            Clock clock) {
        this.dataDir = dataDir;
        this.settings = settings;
        this.environment = environment;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
        String path = environment.getProperty("server.servlet.context-path", "");
        URI base = URI.create("http://localhost:" + port + path + '/');
        FirstPasswords passwords = FirstPasswords.of(dataDir, environment);
        GamedayFolder folder = new GamedayFolder(dataDir.resolve("gameday"));
        if (!folder.isComplete()) {
            LOG.info("Game day: writing {} days of logs into {}", settings.days(), dataDir.resolve("gameday"));
            Gameday written = folder.write(settings, clock);
            LOG.info("Game day: {} events in {} files", written.trailRecords(), written.trailFiles());
        }
        JsonNode start = folder.start();
        RunbookApi api = new RunbookApi(base, "responder", passwords.of("responder"));
        Welcome.Situation situation = begin(api, start, folder);
        Welcome.print(System.out, base, start.path("businessKey").asText(), situation, passwords);
    }

    static Welcome.Situation begin(RunbookApi api, JsonNode start, GamedayFolder folder) {
        String id = start.path("businessKey").asText();
        RunbookApi.Answer known = api.get("api/incidents/" + id);
        if (known.status() == 200) {
            String status = known.json().path("status").asText();
            return "closed".equals(status) ? Welcome.Situation.CLOSED : Welcome.Situation.GOES_ON;
        }
        expect(known, 404, "look for the incident " + id);
        expect(api.post("api/cmdb/import", "text/csv", folder.cmdb()), 200, "import the CMDB");
        String body = start.toString();
        RunbookApi.Answer started =
                api.post("engine-rest/process-definition/key/eksIncidentResponse/start", "application/json", body);
        if (started.status() == 409) {
            return Welcome.Situation.GOES_ON;
        }
        expect(started, 200, "start the incident " + id);
        return Welcome.Situation.STARTED;
    }

    private static void expect(RunbookApi.Answer answer, int status, String what) {
        if (answer.status() != status) {
            throw new GamedayFailure(
                    "Could not " + what + ": the server answered " + answer.status() + " " + answer.body(),
                    "See the server's log above; remove the folder gameday in the data folder to begin anew.");
        }
    }
}
