package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eksrunbook.aws.AthenaDouble;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.StandardEnvironment;

/**
 * Twelve incidents whose Athena hangs stand in nobody's way: an incident that reads an archive beside them is read to its end. What then fails stands in
 * Cockpit and in a task that says what to do, and goes on once it is mended.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before the first test
class HangingSourcesTest {

    private static final Logger LOG = LoggerFactory.getLogger(HangingSourcesTest.class);
    private static final String ALONE = "archive-alone";
    private static final String BESIDE = "archive-beside";
    private static final List<String> HANGING =
            IntStream.rangeClosed(1, 12).mapToObj(number -> "hanging-" + number).toList();
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private Gameday gameday;
    private AwsDouble aws;
    private AthenaDouble athena;
    private ServerProcess server;
    private Player people;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        gameday = GamedayGenerator.generate(
                folder.resolve("gameday"), 20240802, Instant.parse("2024-08-02T08:23:24Z"), 1);
        FolderS3 s3 = new FolderS3().with(gameday.archive(), "");
        athena = AthenaDouble.over(gameday.archive(), folder, s3);
        aws = new AwsDouble("111122223333").with(s3).with(athena);
        server = ServerProcess.start(
                folder.resolve("data"),
                aws.environment("eu-central-1"),
                // Facts of clusters and roles are asked of other services, which are not played here.
                "--runbook.aws.facts=never",
                "--runbook.step-retries=PT1S,PT1S,PT1S",
                ServerProcess.LOOKS_OFTEN,
                "--runbook.aws.attempt-timeout=2s",
                "--runbook.aws.call-timeout=5s",
                "--runbook.archive.root=" + gameday.archive(),
                "--runbook.athena.location=s3://" + FolderS3.BUCKET + "/AWSLogs/o-shop4gameday/",
                "--runbook.athena.output=s3://" + FolderS3.BUCKET + "/results/");
        people = new Player(ALONE, server, server.awaitInLog("Started RunbookApplication"));
    }

    @AfterAll
    void stop() {
        server.close();
        athena.close();
        aws.close();
    }

    @Test
    @Order(1)
    void anArchiveIsReadToItsEndBesideThem() {
        begin(ALONE, "archive");
        Instant begun = Instant.now();
        until(List.of(ALONE), "userTask_reviewFindings");
        Duration alone = Duration.between(begun, Instant.now());

        aws.faults().plan(request -> request.service().equals("athena"), AwsFault.HANG, 0, Integer.MAX_VALUE);
        HANGING.forEach(id -> begin(id, "athena"));
        until(HANGING, "");
        while (aws.requests("athena", "GetTableMetadata").size() < 2) {
            Pause.millis(100);
        }
        begin(BESIDE, "archive");
        begun = Instant.now();
        until(List.of(BESIDE), "userTask_reviewFindings");
        Duration beside = Duration.between(begun, Instant.now());
        LOG.info("Archive alone {}, beside {} hanging ones {}", alone, HANGING.size(), beside);

        assertThat(events(BESIDE)).isNotEmpty().isEqualTo(events(ALONE));
        assertThat(athena.texts()).as("Athena answered nobody").isEmpty();
    }

    @Test
    @Order(2)
    void whatFailedSaysWhatToDoAndGoesOnOnceItIsMended() throws IOException {
        aws.faults().none();
        aws.faults().plan(request -> request.service().equals("athena"), AwsFault.SERVER_FAULT, 0, Integer.MAX_VALUE);
        String id = HANGING.get(0);
        supplyAuditLog(id);
        until(List.of(id), "userTask_mendStep");

        JsonNode task = tasks(id).get(0);
        assertThat(people.view(task.path("id").asText()).toString())
                .contains("Wait, or renew the server's credentials")
                .contains("Athena did not");
        assertThat(people.as("manager").get("engine-rest/incident").body()).contains("Wait, or renew");

        aws.faults().none();
        until(List.of(id), "userTask_reviewFindings");
        assertThat(events(id)).isEqualTo(events(ALONE));
        assertThat(athena.texts().stream().filter(text -> !text.contains(" IF NOT EXISTS ")))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /** One click goes on without Athena, though looks before waited for it; what it would have told is said to be missing. */
    @Test
    @Order(3)
    void whoDoesNotWaitForAthenaGoesOnWithoutIt() throws IOException {
        aws.faults().none();
        aws.faults()
                .plan(
                        request -> request.service().equals("athena")
                                && request.operation().equals("GetQueryExecution"),
                        AwsFault.DENIED,
                        0,
                        Integer.MAX_VALUE);
        String id = "skipped";
        begin(id, "athena");
        supplyAuditLog(id);
        until(List.of(id), "userTask_mendStep");

        JsonNode task = tasks(id).get(0);
        assertThat(people.view(task.path("id").asText()).toString())
                .contains("Give the server permission athena:GetQueryExecution")
                .contains("goes on without the answer of the trail that is asked");
        RunbookApi.Answer skipped = people.as("responder")
                .post(
                        "engine-rest/task/" + task.path("id").asText() + "/complete",
                        "application/json",
                        "{\"variables\":{\"outcome\":{\"value\":\"skipped\"},\"reason\":{\"value\":\"nobody can give it now\"}}}");
        assertThat(skipped.status()).as(skipped.body()).isEqualTo(204);
        until(List.of(id), "userTask_reviewFindings");
        assertThat(people.as("responder")
                        .get("api/incidents/" + id + "/coverage")
                        .body())
                .contains("was not answered by athena: a person went on without it");
        assertThat(people.as("responder")
                        .get("api/incidents/" + id + "/report.html")
                        .body())
                .contains("The response went on without the answer of the trail that is asked");
    }

    private void supplyAuditLog(String id) throws IOException {
        String password =
                FirstPasswords.of(server.dataDir(), new StandardEnvironment()).of("responder");
        new Upload(server.awaitInLog("Started RunbookApplication"), "responder", password)
                .auditLogs("api/incidents/" + id + "/trail", gameday.archive());
    }

    private void begin(String id, String source) {
        ObjectNode start = gameday.start().deepCopy();
        start.put("businessKey", id);
        ((ObjectNode) start.path("variables").path("trailSource")).put("value", source);
        RunbookApi.Answer answer = people.as("responder")
                .post(
                        "engine-rest/process-definition/key/eksIncidentResponse/start",
                        "application/json",
                        start.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Plays until each of them has that task; without one until each has confirmed its scope. What is to be mended is mended, unless that is awaited. */
    private void until(List<String> incidents, String awaited) {
        Set<String> open = new HashSet<>(incidents);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!open.isEmpty()) {
            assertThat(Instant.now())
                    .as("still without " + awaited + ": " + open)
                    .isBefore(deadline);
            for (String id : List.copyOf(open)) {
                for (JsonNode task : tasks(id)) {
                    String key = task.path("taskDefinitionKey").asText();
                    if (key.equals(awaited)) {
                        open.remove(id);
                    } else if (List.of("userTask_confirmScope", "userTask_mendStep")
                            .contains(key)) {
                        people.as("responder")
                                .post(
                                        "engine-rest/task/" + task.path("id").asText() + "/complete",
                                        "application/json",
                                        "{\"variables\":{}}");
                        if (awaited.isEmpty()) {
                            open.remove(id);
                        }
                    }
                }
            }
            Pause.millis(300);
        }
    }

    private List<JsonNode> tasks(String id) {
        List<JsonNode> tasks = new ArrayList<>();
        people.as("responder")
                .get("engine-rest/task?active=true&processInstanceBusinessKey=" + id)
                .json()
                .forEach(tasks::add);
        return tasks;
    }

    private Set<String> events(String id) {
        Set<String> events = new HashSet<>();
        people.as("responder")
                .get("api/incidents/" + id + "/findings?format=ndjson")
                .body()
                .lines()
                .forEach(line -> events.add(line.replaceAll(".*\"eventId\":\"([^\"]*)\".*", "$1")));
        return events;
    }
}
