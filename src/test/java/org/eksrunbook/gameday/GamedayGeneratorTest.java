package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GamedayGeneratorTest {
    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:23:24Z");

    private Path folder = Path.of(".");
    private Gameday gameday = new Gameday(
            Path.of("."),
            Path.of("."),
            Templates.JSON.createObjectNode(),
            Instant.EPOCH,
            Instant.EPOCH,
            0,
            0,
            List.of());
    private Duration took = Duration.ZERO;
    private final Map<String, Integer> deliveries = new HashMap<>();
    private final List<JsonNode> records = new ArrayList<>();

    @BeforeAll
    void generate(@TempDir Path made) throws IOException {
        folder = made;
        // CPU time: what else runs on the machine does not matter.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        gameday = GamedayGenerator.generate(folder, 7, COMPROMISED_AT);
        took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        for (Path file : files("/CloudTrail/")) {
            for (JsonNode record : json(file).path("Records")) {
                deliveries.merge(record.path("eventID").asText(), 1, Integer::sum);
                records.add(record);
            }
        }
    }

    @Test
    void writesSomeSixtyThousandEventsOfTwoAccountsAndThreeRegionsQuickly() {
        assertThat(deliveries.size()).isBetween(55_000, 66_000);
        assertThat(records).hasSize(gameday.trailRecords());
        assertThat(records.stream().map(r -> r.path("recipientAccountId").asText()))
                .containsOnly("111122223333", "444455556666");
        assertThat(records.stream().map(r -> r.path("awsRegion").asText()))
                .containsOnly("eu-central-1", "us-east-1", "eu-west-1");
        assertThat(took).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void theSameSeedAndMomentGiveTheSameBytes(@TempDir Path other) throws Exception {
        GamedayGenerator.generate(other, 7, COMPROMISED_AT);
        assertThat(digests(other)).isEqualTo(digests(folder));
    }

    @Test
    void anotherSeedGivesOtherIdentifiers(@TempDir Path other) {
        Gameday second = GamedayGenerator.generate(other, 8, COMPROMISED_AT);
        Set<String> ids = ids(second.attack());
        ids.retainAll(ids(gameday.attack()));
        assertThat(ids).isEmpty();
    }

    @Test
    void everyAttackEventIsInTheLogsExactlyOnce() throws IOException {
        Set<String> auditIds = new HashSet<>();
        for (Path file : files("kube-apiserver-audit-")) {
            for (String line : text(file).split("\n")) {
                JsonNode event = Templates.JSON.readTree(line.substring(line.indexOf(' ') + 1));
                assertThat(auditIds.add(event.path("auditID").asText())).isTrue();
            }
        }
        assertThat(gameday.attack()).hasSizeBetween(100, 200);
        assertThat(ids(gameday.attack())).hasSameSizeAs(gameday.attack());
        for (AttackEvent event : gameday.attack()) {
            if ("kubernetes".equals(event.source())) {
                assertThat(auditIds).contains(event.eventId());
            } else {
                assertThat(deliveries).containsEntry(event.eventId(), 1);
            }
        }
    }

    @Test
    void theTruthKnowsEveryStepAndAgreesWithTheRecordsOnFailure() {
        Map<String, JsonNode> byId = new HashMap<>();
        records.forEach(r -> byId.put(r.path("eventID").asText(), r));
        for (AttackEvent event : gameday.attack()) {
            Expectation expected = Expectation.of(event);
            assertThat(expected.categories()).isNotEmpty();
            JsonNode record = byId.get(event.eventId());
            if (record != null) {
                boolean failed = record.has("errorCode")
                        || "Failure"
                                .equals(record.path("responseElements")
                                        .path("ConsoleLogin")
                                        .asText());
                assertThat(expected.effective()).as(event.step()).isEqualTo(!failed);
            }
        }
        List<String> steps = gameday.attack().stream().map(AttackEvent::step).toList();
        Expectation.all()
                .path("steps")
                .fieldNames()
                .forEachRemaining(step -> assertThat(steps).contains(step));
    }

    @Test
    void recordsLookAsCloudTrailWritesThem() {
        assertThat(records.toString()).doesNotContain("${");
        JsonNode role = records.stream()
                .filter(r -> r.path("userIdentity").path("arn").asText().contains(":assumed-role/shop-prod-node/i-"))
                .findFirst()
                .orElseThrow();
        assertThat(role.path("userIdentity").has("userName")).isFalse();
        assertThat(role.path("userIdentity").path("principalId").asText()).matches("AROA[A-Z2-7]{17}:i-[0-9a-f]{17}");
        assertThat(role.at("/userIdentity/sessionContext/sessionIssuer/userName")
                        .asText())
                .isEqualTo("shop-prod-node");
        assertThat(records.stream().filter(r -> r.path("eventSource").asText().startsWith("iam.")))
                .allMatch(r -> "us-east-1".equals(r.path("awsRegion").asText()));
        assertThat(records.stream().filter(r -> !r.path("managementEvent").asBoolean()))
                .allMatch(r -> "Data".equals(r.path("eventCategory").asText()));
    }

    @Test
    void eventsComeAgainAndLieInTheNextDaysFolderAsInRealLogs() throws IOException {
        assertThat(deliveries.values().stream().filter(n -> n == 2).count()).isBetween(5L, 200L);
        boolean nextDay = false;
        for (Path file : files("/CloudTrail/")) {
            String day = file.toString().replaceAll(".*/(\\d{4})/(\\d\\d)/(\\d\\d)/[^/]+$", "$1-$2-$3");
            String name = file.getFileName().toString();
            assertThat(name).matches("\\d{12}_CloudTrail_[a-z0-9-]+_\\d{8}T\\d{4}Z_[A-Za-z0-9]{16}\\.json\\.gz");
            nextDay |= !json(file).at("/Records/0/eventTime").asText().startsWith(day);
        }
        assertThat(nextDay).isTrue();
    }

    @Test
    void digestsConfigAndTheAuditLogLieBeside() throws IOException {
        assertThat(files("/CloudTrail-Digest/"))
                .isNotEmpty()
                .allMatch(f -> f.toString().contains("AWSLogs/o-shop4gameday/"));
        assertThat(files("/ConfigHistory/"))
                .anyMatch(f -> f.toString()
                        .matches(
                                ".*/Config/eu-central-1/2024/8/2/ConfigHistory/\\d{12}_Config_eu-central-1_ConfigHistory_"
                                        + "AWS::DynamoDB::Table_\\d{8}T\\d{6}Z_\\d{8}T\\d{6}Z_1\\.json\\.gz"));
        assertThat(files("/ConfigSnapshot/")).hasSize(3);
        assertThat(files("exportedlogs/"))
                .anyMatch(f -> f.toString()
                        .matches(".*exportedlogs/[0-9a-f-]{36}/kube-apiserver-audit-[0-9a-f]{32}/000000\\.gz"));
        assertThat(Files.readString(gameday.cmdb()))
                .startsWith("application,owner,environment,dataClass,resourceId,resourceType,configuration\n")
                .doesNotContain("${");
    }

    @Test
    void theFindingTellsOfTheFirstAnonymousCall() throws IOException {
        JsonNode finding = Templates.JSON.readTree(
                gameday.start().at("/variables/finding/value").asText());
        assertThat(finding.at("/detail/type").asText()).isEqualTo("Discovery:Kubernetes/SuccessfulAnonymousAccess");
        Instant first = gameday.attack().stream()
                .map(AttackEvent::time)
                .sorted()
                .toList()
                .get(0);
        assertThat(finding.at("/detail/service/eventFirstSeen").asText()).isEqualTo(first.toString());
        assertThat(gameday.start().toString()).doesNotContain("${");
    }

    private static Set<String> ids(List<AttackEvent> attack) {
        Set<String> ids = new HashSet<>();
        attack.forEach(e -> ids.add(e.eventId()));
        return ids;
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(f -> f.toString().contains(part))
                    .toList();
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return Templates.JSON.readTree(text(file));
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> digests(Path root) throws Exception {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                digests.put(root.relativize(file).toString(), HexFormat.of().formatHex(hash));
            }
        }
        return digests;
    }
}
