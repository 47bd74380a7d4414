package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eksrunbook.aws.AthenaDouble;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.awsdouble.AwsDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.StandardEnvironment;

/**
 * The whole server reads the game day twice, from its folder and through Athena, and finds the same, event by event. While it asks Athena it is
 * killed between the start of a query and the answer.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class AthenaGamedayTest {
    private static final String READ = "athena-read";
    private static final String ASKED = "athena-asked";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** The first start of each of these is followed by a kill: every kind of query that there is. */
    private static final List<String> KILLED_AT = List.of(
            "CREATE DATABASE",
            "CREATE EXTERNAL TABLE",
            "CREATE TABLE x_",
            "How many events the trail holds",
            "The events of the principals");

    private FolderS3 s3;
    private AthenaDouble athena;
    private AwsDouble aws;
    private Gameday gameday;
    private Path dataDir;
    private volatile ServerProcess server;
    private Player player;
    private final Set<String> killedAt = new HashSet<>();

    @BeforeAll
    void investigateBoth(@TempDir Path folder) throws IOException {
        gameday = GamedayGenerator.generate(
                folder.resolve("gameday"), 20240802, Instant.parse("2024-08-02T08:23:24Z"), 7);
        s3 = new FolderS3().with(gameday.archive(), "");
        athena = AthenaDouble.over(gameday.archive(), folder, s3);
        aws = new AwsDouble("111122223333").with(s3).with(athena);
        dataDir = folder.resolve("data");
        server = start();
        player = new Player(READ, server, server.awaitInLog("Started RunbookApplication"));
        accepted(player.as("responder").post("api/cmdb/import", "text/csv", Files.readString(gameday.cmdb())), 200);
        begin(READ, "archive");
        investigate(READ);
        begin(ASKED, "athena");
        supplyAuditLog();
        athena.whenStarted(this::killOnce);
        investigate(ASKED);
    }

    @AfterAll
    void stop() {
        server.close();
        athena.close();
        aws.close();
    }

    private ServerProcess start() {
        return ServerProcess.start(
                dataDir,
                aws.environment("eu-central-1"),
                // Facts of clusters and roles are asked of other services, which are not played here.
                "--runbook.aws.facts=never",
                "--runbook.archive.root=" + gameday.archive(),
                "--runbook.athena.location=s3://" + FolderS3.BUCKET + "/AWSLogs/o-shop4gameday/",
                "--runbook.athena.output=s3://" + FolderS3.BUCKET + "/results/");
    }

    /** The query runs, and whoever started it is dead before he knows its id. */
    private void killOnce(String statement) {
        KILLED_AT.stream()
                .filter(statement::contains)
                .filter(killedAt::add)
                .findFirst()
                .ifPresent(first -> server.kill());
    }

    private void begin(String id, String source) {
        ObjectNode start = gameday.start().deepCopy();
        start.put("businessKey", id);
        ((ObjectNode) start.path("variables").path("trailSource")).put("value", source);
        accepted(
                player.as("responder")
                        .post(
                                "engine-rest/process-definition/key/eksIncidentResponse/start",
                                "application/json",
                                start.toString()),
                200);
    }

    private static void accepted(RunbookApi.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    /** Athena holds CloudTrail alone. */
    private void supplyAuditLog() throws IOException {
        String password = FirstPasswords.of(dataDir, new StandardEnvironment()).of("responder");
        Upload upload = new Upload(server.awaitInLog("Started RunbookApplication"), "responder", password);
        upload.auditLogs("api/incidents/" + ASKED + "/trail", gameday.archive());
    }

    /** Until people are asked what they think of the findings. */
    private void investigate(String id) {
        Player people = new Player(id, server, server.awaitInLog("Started RunbookApplication"));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            try {
                Optional<Player.Task> task = people.nextTask(Duration.ofSeconds(2));
                if (task.isPresent() && task.get().key().equals("userTask_reviewFindings")) {
                    player.connect(server, server.awaitInLog("Started RunbookApplication"));
                    return;
                }
                task.ifPresent(people::complete);
            } catch (GamedayFailure | AssertionError cutOff) {
                if (server.isAlive() && String.valueOf(cutOff.getMessage()).startsWith("A step failed")) {
                    throw cutOff;
                }
                if (!server.isAlive()) {
                    server = start();
                    people.connect(server, server.awaitInLog("Started RunbookApplication"));
                }
            }
        }
        throw new AssertionError("No findings within " + PATIENCE + ": " + people.incidentNow());
    }

    private Map<String, JsonNode> findings(String id) {
        Map<String, JsonNode> findings = new TreeMap<>();
        get(id, "findings?format=ndjson")
                .body()
                .lines()
                .map(AthenaGamedayTest::json)
                .forEach(finding -> {
                    JsonNode twice = findings.put(finding.path("eventId").asText(), finding);
                    assertThat(twice).as("twice").isNull();
                });
        return findings;
    }

    private RunbookApi.Answer get(String id, String what) {
        RunbookApi.Answer answer = player.as("responder").get("api/incidents/" + id + "/" + what);
        accepted(answer, 200);
        return answer;
    }

    private static JsonNode json(String text) {
        try {
            return Templates.JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    @Test
    void everyFindingIsTheSameWhicheverWayItCame() {
        Map<String, JsonNode> read = findings(READ);
        Map<String, JsonNode> asked = findings(ASKED);

        assertThat(read).hasSizeGreaterThan(80);
        assertThat(asked.keySet()).isEqualTo(read.keySet());
        read.forEach((event, finding) -> assertThat(asked.get(event)).isEqualTo(finding));
    }

    @Test
    void thePrincipalsAreTheSame() {
        assertThat(principals(ASKED)).hasSizeGreaterThan(10).isEqualTo(principals(READ));
    }

    private Set<String> principals(String id) {
        Set<String> principals = new TreeSet<>();
        get(id, "principals?all=true&size=1000")
                .json()
                .path("items")
                .forEach(principal -> principals.add(principal.path("type").asText()
                        + ' '
                        + principal.path("id").asText()
                        + ' '
                        + principal.path("included").asText()
                        + ' '
                        + principal.path("source").asText()));
        return principals;
    }

    @Test
    void theCoverageIsTheSameButForWhatIsSaidOfTheSourceItself() {
        JsonNode read = get(READ, "coverage").json();
        JsonNode asked = get(ASKED, "coverage").json();

        assertThat(asked.path("trails")).isNotEmpty().isEqualTo(read.path("trails"));
        List<String> said = texts(asked.path("statements"));
        // Digests are validated where files are read.
        assertThat(said)
                .containsAll(texts(read.path("statements")).stream()
                        .filter(statement -> !statement.startsWith("CloudTrail's integrity"))
                        .toList());
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, at -> at < list.size(), at -> at + 1)
                .map(at -> list.path(at).asText())
                .toList();
    }

    @Test
    void noKillStartsAQueryTwiceAndNothingIsReadTwice() {
        assertThat(killedAt).hasSameSizeAs(KILLED_AT);
        assertThat(athena.texts()).doesNotHaveDuplicates();
        assertThat(athena.running()).isZero();
        assertThat(athena.texts().stream().filter(text -> text.contains("CREATE TABLE x_")))
                .hasSizeBetween(1, 2);
        LoggerFactory.getLogger(getClass())
                .info(
                        "Athena: {} queries, {} starts, {} kills",
                        athena.texts().size(),
                        athena.count("StartQueryExecution"),
                        killedAt.size());
    }

    @Test
    void everyRequestAndAnswerFitsAthenasOwnModel() {
        assertThat(aws.misfits()).isEmpty();
    }

    @Test
    void everyQueryStandsInTheRecordWithItsBytesAndItsPrice() {
        List<JsonNode> receipts = get(ASKED, "evidence")
                .body()
                .lines()
                .map(AthenaGamedayTest::json)
                .filter(entry -> entry.path("kind").asText().equals("trail.brought"))
                .flatMap(entry -> Stream.iterate(
                                0, at -> at < entry.at("/body/receipts").size(), at -> at + 1)
                        .map(at -> Objects.requireNonNull(
                                entry.at("/body/receipts").get(at))))
                .toList();

        assertThat(receipts).isNotEmpty().allSatisfy(receipt -> {
            assertThat(receipt.path("query").asText()).startsWith("query-");
            assertThat(receipt.path("workgroup").asText()).isEqualTo("primary");
            assertThat(receipt.path("region").asText()).isEqualTo("eu-central-1");
            assertThat(receipt.path("sqlHash").asText()).hasSize(64);
            assertThat(receipt.path("cost").asText()).isNotEmpty();
        });
        assertThat(receipts.stream().map(receipt -> receipt.path("query").asText()))
                .as("paid for once")
                .doesNotHaveDuplicates();
        assertThat(receipts.stream()
                        .mapToLong(receipt -> receipt.path("bytes").asLong())
                        .sum())
                .isPositive();
    }
}
