package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The game day as the README starts it, played over REST by the people concerned from the first task to the sign-off. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class GamedayRestTest {
    static final String INCIDENT = "gameday-2024-08-02";
    static final String[] ARGUMENTS = {
        "--spring.profiles.active=gameday", "--runbook.gameday.compromised-at=2024-08-02T08:23:24Z"
    };
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private ServerProcess server;
    private Path loaded;
    private Player player;
    private Gameday truth;

    @BeforeAll
    void playToTheSignOff(@TempDir Path folder, @TempDir Path other) {
        truth = GamedayGenerator.generate(other, 20240802, Instant.parse("2024-08-02T08:23:24Z"));
        loaded = folder.resolve("classes.txt");
        server = ServerProcess.start(
                folder.resolve("data"),
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load=info:file=" + loaded + "::filecount=0"),
                ARGUMENTS);
        URI base = server.awaitInLog("Game day: the incident");
        player = new Player(INCIDENT, server, base);
        long start = System.nanoTime();
        player.play(PATIENCE);
        LoggerFactory.getLogger(getClass())
                .info(
                        "Played in {} s: {}",
                        (System.nanoTime() - start) / 1_000_000_000,
                        player.completed().stream().map(Player.Task::key).toList());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Spring looks into the types of beans; not one client of AWS is built, and none of its requests and answers is loaded. */
    @Test
    void whereAwsIsNotAskedItsClientsAndThoseOfKubernetesAreNotLoaded() throws IOException {
        assertThat(Files.readString(loaded)).contains("org.eksrunbook.RunbookApplication ");
        try (Stream<String> lines = Files.lines(loaded)) {
            assertThat(lines.filter(line -> line.contains(" software.amazon.awssdk.") || line.contains(" io.fabric8."))
                            .map(line -> line.replaceFirst("^\\S* ", "").replaceFirst(" .*", "")))
                    .hasSizeLessThan(150)
                    .noneMatch(name -> name.contains(".Default") || name.startsWith("io.fabric8."));
        }
    }

    @Test
    void theIncidentIsClosedAndSignedOffByTheManager() {
        assertThat(player.isClosed()).isTrue();
        Player.Task last = player.completed().get(player.completed().size() - 1);
        assertThat(last.key()).isEqualTo("userTask_signOffReport");
        assertThat(last.user()).isEqualTo("manager");
    }

    @Test
    void itsEndIsRecordedOnce() {
        assertThat(player.as("manager")
                        .get("api/incidents/" + INCIDENT + "/evidence")
                        .body()
                        .lines())
                .filteredOn(line -> line.contains("\"kind\":\"incident.closed\""))
                .hasSize(1);
    }

    @Test
    void ownersAnswerForTheirOwnApplications() {
        assertThat(player.completed())
                .filteredOn(task -> task.key().equals("userTask_confirmRecovered"))
                .extracting(Player.Task::user)
                .contains("owner");
    }

    @Test
    void itTakesNoMoreTasksThanPromised() {
        // 18 where something is kept, one more for each further application.
        long applications = player.completed().stream()
                .filter(t -> t.key().equals("userTask_confirmRecovered"))
                .count();
        assertThat(player.completed().size()).isLessThanOrEqualTo((int) (18 + Math.max(0, applications - 1)));
        assertThat(player.completed()).extracting(Player.Task::key).contains("userTask_approveCut");
    }

    @Test
    void nobodyIsAskedAgainForWhatWasDone() throws IOException {
        Map<String, List<String>> plans = new HashMap<>();
        List<String> done = new ArrayList<>();
        for (String line : player.as("manager")
                .get("api/incidents/" + INCIDENT + "/evidence")
                .body()
                .split("\n", -1)) {
            String plan = line.isEmpty()
                    ? ""
                    : Templates.JSON.readTree(line).at("/body/plan").asText();
            if (line.contains("\"kind\":\"plan.made\"")) {
                List<String> acts = acts(line);
                assertThat(acts).doesNotHaveDuplicates().noneMatch(done::contains);
                plans.put(plan, acts);
            } else if (line.contains("\"kind\":\"action.proved\"")) {
                done.addAll(plans.getOrDefault(plan, List.of()));
            }
        }
        assertThat(plans).hasSizeGreaterThan(3);
        assertThat(done).hasSizeGreaterThan(40);
    }

    private static List<String> acts(String planMade) throws IOException {
        List<String> acts = new ArrayList<>();
        for (JsonNode action : Templates.JSON.readTree(planMade).at("/body/actions")) {
            acts.add(action.path("kind").asText() + " "
                    + action.at("/target/type").asText() + " "
                    + action.at("/target/id").asText() + ": "
                    + action.path("command").asText());
        }
        return acts;
    }

    @Test
    void everyAttackEventIsFoundWithItsClassAndOutcome() {
        Map<String, JsonNode> findings = findings();
        for (AttackEvent event : truth.attack()) {
            Expectation expected = Expectation.of(event);
            JsonNode finding = findings.get(event.eventId());
            if (finding == null) {
                assertThat(expected.optional()).as("not found: " + event).isTrue();
                continue;
            }
            assertThat(expected.categories())
                    .as(event.toString())
                    .contains(finding.path("category").asText());
            assertThat(finding.path("effective").asBoolean())
                    .as(event.toString())
                    .isEqualTo(expected.effective());
            for (JsonNode resource : expected.resources()) {
                assertThat(finding.path("resources").toString())
                        .as(event.toString())
                        .isNotEqualTo("[]");
                assertThat(resource.path("type").asText()).isNotEmpty();
            }
        }
    }

    @Test
    void ordinaryWorkOfOthersIsNobodysFinding() {
        Map<String, JsonNode> findings = findings();
        truth.attack().forEach(event -> findings.remove(event.eventId()));
        // What the taken roles and users did in their ordinary work after the compromise may be among the findings.
        assertThat(findings.values())
                .allMatch(f -> f.toString()
                        .matches(".*(shop-orders|shop-prod-node|release-bot|batch-worker|report-mailer-role|"
                                + "data-platform-admin|data-exports|system:).*"));
    }

    @Test
    void allPrincipalsOfTheAttackAreFound() {
        String principals = player.as("responder")
                .get("api/incidents/" + INCIDENT + "/principals?size=1000")
                .body();
        List<String> expected = StreamSupport.stream(
                        Expectation.all().path("principals").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        Identifiers identifiers = new Identifiers(20240802);
        Templates templates =
                new Templates(identifiers, Templates.read("organisation.json").path("accounts"), Instant.EPOCH);
        for (String part : expected) {
            Scene scene = new Scene(Instant.EPOCH, "", "", new java.util.Random(0));
            assertThat(principals).contains(templates.fill(part, scene));
        }
    }

    @Test
    void theReportCitesTheFirstAndTheLastOfIt() {
        String report = player.as("manager")
                .get("api/incidents/" + INCIDENT + "/report.html")
                .body();
        assertThat(report).contains("svc-backup-agent", "shop-customer-data", "ops-debug-open");
    }

    private static List<String> resourceTypes(JsonNode finding) {
        return StreamSupport.stream(finding.path("resources").spliterator(), false)
                .map(resource -> resource.path("type").asText())
                .toList();
    }

    private Map<String, JsonNode> findings() {
        Map<String, JsonNode> findings = new HashMap<>();
        String all = player.as("responder")
                .get("api/incidents/" + INCIDENT + "/findings?format=ndjson")
                .body();
        all.lines().forEach(line -> {
            try {
                JsonNode finding = Templates.JSON.readTree(line);
                assertThat(findings.put(finding.path("eventId").asText(), finding))
                        .isNull();
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new AssertionError(line, e);
            }
        });
        return findings;
    }
}
