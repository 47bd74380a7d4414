package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/**
 * An incident with very many findings ({@code -Drunbook.benchmark.findings}): how long pages, exports and the report take of a whole server with
 * half a gigabyte, and how large it grows.
 */
@Tag("benchmark")
class FindingsBenchmarkTest {

    private static final String INCIDENT = "MANY-1";
    private static final int FINDINGS = Integer.getInteger("runbook.benchmark.findings", 100_000);
    private static final int EVENTS_A_FILE = 1_000;
    private static final Instant BEGAN = Instant.parse("2024-08-02T08:00:00Z");
    private static final List<String> CALLS = List.of(
            "s3 GetObject",
            "s3 PutObject",
            "s3 DeleteObject",
            "secretsmanager GetSecretValue",
            "ec2 RunInstances",
            "ec2 DescribeInstances",
            "iam ListUsers",
            "lambda UpdateFunctionCode20150331v2");

    private HttpClient client = HttpClient.newHttpClient();
    private URI base = URI.create("http://localhost/");
    private String authorization = "";

    private record Got(double millis, double firstMillis, long bytes, long lines) {}

    @Test
    void pagesExportsAndReportOfVeryManyFindings(@TempDir Path folder) throws Exception {
        archive(folder.resolve("archive"));
        try (ServerProcess server = ServerProcess.start(
                folder.resolve("data"),
                "--runbook.archive.root=" + folder.resolve("archive"),
                "--logging.level.root=warn",
                "--logging.level.org.eksrunbook.RunbookApplication=info",
                "--logging.level.org.springframework.boot.web=info")) {
            base = server.awaitInLog("Started RunbookApplication");
            String password = Objects.requireNonNull(FirstPasswords.of(server.dataDir(), new StandardEnvironment())
                    .of("responder"));
            authorization = "Basic "
                    + Base64.getEncoder().encodeToString(("responder:" + password).getBytes(StandardCharsets.UTF_8));
            Player people = new Player(INCIDENT, server, base);
            people.begin(start());
            long began = System.nanoTime();
            assertThat(people.complete(people.nextTask(Duration.ofMinutes(2)).orElseThrow())
                            .status())
                    .isEqualTo(204);
            await(people);
            say("classified after", Duration.ofNanos(System.nanoTime() - began).toMillis(), server);

            String findings = "api/incidents/" + INCIDENT + "/findings";
            JsonNode middle = people.as("responder").get(findings + "?page=500").json();
            assertThat(middle.path("total").asLong()).isEqualTo(FINDINGS);
            assertThat(middle.path("items")).hasSize(100);
            say("page in the middle", median(findings + "?page=" + FINDINGS / 2_000), server);
            say("last page", median(findings + "?page=" + (FINDINGS / 1_000 - 1)), server);
            say("page in the middle, by weight", median(findings + "?order=weight&page=" + FINDINGS / 2_000), server);
            say(
                    "page in the middle of a class, by weight",
                    median(findings + "?order=weight&category=accessed&page=" + FINDINGS / 8_000),
                    server);
            say(
                    "page in the middle of what took effect of a class, by weight",
                    median(findings + "?order=weight&effective=true&category=accessed&page=" + FINDINGS / 8_000),
                    server);
            say(
                    "page in the middle of a principal, by weight",
                    median(findings + "?order=weight&principal=" + "AKIAMALLORY000000000&page=" + FINDINGS / 2_000),
                    server);
            say(
                    "page in the middle of a class",
                    median(findings + "?category=accessed&page=" + FINDINGS / 8_000),
                    server);
            say(
                    "page in the middle of a principal",
                    median(findings + "?principal=" + "AKIAMALLORY000000000&page=" + FINDINGS / 2_000),
                    server);
            say(
                    "the page for people, in the middle",
                    median("incidents/" + INCIDENT + "/findings?page=" + FINDINGS / 2_000),
                    server);
            say(
                    "timeline for people, in the middle",
                    median("incidents/" + INCIDENT + "/timeline?page=" + FINDINGS / 2_000),
                    server);
            say("the incident itself", median("api/incidents/" + INCIDENT + "?n="), server);
            for (String format : List.of("csv", "ndjson")) {
                Got whole = get(findings + "?format=" + format);
                assertThat(whole.lines()).isGreaterThanOrEqualTo(FINDINGS);
                say(
                        "%s of %d MB, first byte after %.0f ms,"
                                .formatted(format, whole.bytes() >> 20, whole.firstMillis()),
                        whole.millis(),
                        server);
            }
            for (String format : List.of("json", "html", "pdf")) {
                Got report = get("api/incidents/" + INCIDENT + "/report." + format);
                say("report.%s of %d kB".formatted(format, report.bytes() >> 10), report.millis(), server);
            }
        }
    }

    private void await(Player people) {
        for (int tries = 0; tries < 3_000; tries++) {
            JsonNode incident =
                    people.as("responder").get("api/incidents/" + INCIDENT).json();
            for (JsonNode task : people.as("responder")
                    .get("engine-rest/task?processInstanceBusinessKey=" + INCIDENT)
                    .json()) {
                if (task.path("taskDefinitionKey").asText().equals("userTask_reviewFindings")) {
                    return;
                }
            }
            assertThat(incident.path("id").asText()).isEqualTo(INCIDENT);
            Pause.millis(200);
        }
        throw new AssertionError("Nothing to review: " + people.incidentNow());
    }

    private double median(String path) throws IOException, InterruptedException {
        double[] took = new double[15];
        for (int warming = 0; warming < 5; warming++) {
            get(path + warming);
        }
        // Each time another page: a database may remember an answer.
        for (int time = 0; time < took.length; time++) {
            took[time] = get(path + time % 10).millis();
        }
        Arrays.sort(took);
        return took[took.length / 2];
    }

    private Got get(String path) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Authorization", authorization)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        long bytes = 0;
        long lines = 0;
        double first = 0;
        byte[] piece = new byte[1 << 16];
        try (InputStream body = answer.body()) {
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                first = bytes == 0 ? (System.nanoTime() - began) / 1e6 : first;
                bytes += count;
                for (int at = 0; at < count; at++) {
                    lines += piece[at] == '\n' ? 1 : 0;
                }
            }
        }
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new Got((System.nanoTime() - began) / 1e6, first, bytes, lines);
    }

    private static void say(String what, double millis, ServerProcess server) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "Findings: %,d: %s %,.0f ms; %d MB resident at most%n",
                FINDINGS,
                what,
                millis,
                server.residentMegabytes());
    }

    private static void archive(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02"));
        for (int file = 0; file < FINDINGS / EVENTS_A_FILE; file++) {
            ObjectNode document = Templates.JSON.createObjectNode();
            ArrayNode records = document.putArray("Records");
            for (int event = 0; event < EVENTS_A_FILE; event++) {
                records.add(event(file * EVENTS_A_FILE + event));
            }
            Path log = folder.resolve("111122223333_CloudTrail_us-east-1_20240802T%02d%02dZ_%016d.json.gz"
                    .formatted(9 + file / 60, file % 60, file));
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
                Templates.JSON.writeValue(out, document);
            }
        }
    }

    private static ObjectNode event(int number) {
        String[] call = CALLS.get(number % CALLS.size()).split(" ", 2);
        ObjectNode event = Templates.JSON
                .createObjectNode()
                .put("eventVersion", "1.08")
                .put("eventTime", BEGAN.plusMillis(number * 90L).toString().replaceAll("\\.\\d+Z", "Z"))
                .put("eventSource", call[0] + ".amazonaws.com")
                .put("eventName", call[1])
                .put("awsRegion", "us-east-1")
                .put("sourceIPAddress", "198.51.100.7")
                .put("userAgent", "aws-cli/2.13.0 Python/3.11.4 Linux/5.15.0 exe/x86_64 prompt/off command/s3.cp")
                .put("eventID", "00000000-0000-4000-8000-%012d".formatted(number))
                .put("eventType", "AwsApiCall")
                .put("recipientAccountId", "111122223333");
        event.putObject("userIdentity")
                .put("type", "IAMUser")
                .put("principalId", "AIDAMALLORY")
                .put("arn", HostileArchive.ATTACKER)
                .put("accountId", "111122223333")
                .put("accessKeyId", "AKIAMALLORY000000000")
                .put("userName", "mallory");
        event.putObject("requestParameters")
                .put("bucketName", "bucket-" + number % 40)
                .put("key", "data/part-%06d.csv".formatted(number % 5_000))
                .put("secretId", "prod/secret-" + number % 200)
                .put("functionName", "function-" + number % 60);
        return event;
    }

    private static JsonNode start() {
        return HostileArchive.start("2024-08-02T20:00:00Z", List.of());
    }
}
