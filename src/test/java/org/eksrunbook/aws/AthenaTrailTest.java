package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.GamedayGenerator;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.trail.Bench;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Principals;
import org.eksrunbook.trail.Scans;
import org.eksrunbook.trail.SuppliedLogs;
import org.eksrunbook.trail.Survey;
import org.eksrunbook.trail.TrailAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The game day through Athena: the same as from the files; what breaks on the way starts no second query and hides nothing. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AthenaTrailTest {

    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:23:24Z");
    private static final String ROOT = "s3://" + FolderS3.BUCKET + "/AWSLogs/o-shop4gameday/";

    private Path folder = Path.of(".");
    private Gameday gameday = new Gameday(
            Path.of("."),
            Path.of("."),
            new ObjectMapper().createObjectNode(),
            Instant.EPOCH,
            Instant.EPOCH,
            0,
            0,
            List.of());
    private int stages;

    /** A server, its database, and its AWS. */
    private final class Stage implements AutoCloseable {
        final FolderS3 s3 = new FolderS3();
        final AthenaDouble athena;
        final Bench bench;

        Stage(Map<String, Object> settings) throws IOException {
            Path data = Files.createDirectories(folder.resolve("stage-" + ++stages));
            s3.with(gameday.archive(), "");
            athena = new AthenaDouble(new HiveTables(gameday.archive(), folder, s3));
            Map<String, Object> all = new java.util.HashMap<>(settings);
            all.put("runbook.athena.location", ROOT);
            all.put("runbook.athena.output", "s3://" + FolderS3.BUCKET + "/results/");
            all.put("runbook.athena.database", "db");
            bench = new Bench(gameday.archive().toString(), data.resolve("data"), all, this::wire);
        }

        private void wire(AnnotationConfigApplicationContext beans) {
            beans.registerBean("athenaClient", AthenaClient.class, () -> athena.client());
            beans.registerBean("s3Client", S3Client.class, () -> s3.client());
            beans.register(Wiring.class);
        }

        IncidentId incident(TrailSource source) throws IOException {
            return bench.incident(scope(source), finding());
        }

        /** One look for the logs, as the model's step does it. */
        Survey look(IncidentId id) {
            return bench.get(Investigation.class).survey(id);
        }

        Survey answered(IncidentId id) {
            Survey survey = look(id);
            for (int looks = 0; survey.unanswered() instanceof TrailAnswer.Waiting; looks++) {
                assertThat(looks).isLessThan(60);
                survey = look(id);
            }
            return survey;
        }

        @Override
        public void close() {
            bench.close();
            athena.close();
            s3.close();
        }
    }

    @Configuration
    @EnableConfigurationProperties(AthenaSettings.class)
    @Import({
        AthenaTrail.class,
        AthenaTables.class,
        AthenaQueries.class,
        AthenaSteps.class,
        AthenaPieces.class,
        AthenaAnswers.class,
        AthenaSweep.class,
        TrailPlaces.class
    })
    static class Wiring {
        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }
    }

    @BeforeAll
    void play(@TempDir Path temporary) throws IOException {
        folder = temporary;
        gameday = GamedayGenerator.generate(folder.resolve("gameday"), 7, COMPROMISED_AT);
    }

    @AfterAll
    void nothingIsLeft() {
        assertThat(stages).isPositive();
    }

    private Scope scope(TrailSource source) throws IOException {
        JsonNode given = gameday.start().path("variables");
        return new Scope(
                1,
                text(given, "accountId"),
                list(given, "accounts"),
                text(given, "region"),
                COMPROMISED_AT,
                gameday.end(),
                90,
                text(given, "clusterName"),
                text(given, "namespace"),
                text(given, "serviceAccount"),
                list(given, "pods"),
                list(given, "nodeInstanceIds"),
                List.of(),
                source,
                null);
    }

    private JsonNode finding() throws IOException {
        return new ObjectMapper().readTree(text(gameday.start().path("variables"), "finding"));
    }

    private void supplyAuditLog(Bench bench, IncidentId id) throws IOException {
        try (Stream<Path> files = Files.walk(gameday.archive())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("exportedlogs")
                            || file.toString().contains("audit"))
                    .sorted()
                    .toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    bench.get(SuppliedLogs.class).accept(id, file.getFileName().toString(), content, "responder");
                }
            }
        }
    }

    @Test
    void findingsPrincipalsAndCoverageAreThoseOfTheFiles() throws IOException {
        try (Stage stage = new Stage(Map.of())) {
            IncidentId read = stage.incident(TrailSource.ARCHIVE);
            stage.bench.investigate(read);
            IncidentId asked = stage.incident(TrailSource.ATHENA);
            supplyAuditLog(stage.bench, asked);
            stage.bench.investigate(asked);

            assertThat(stage.athena.broken()).isEmpty();
            List<Finding> findings = stage.bench.findings(asked);
            assertThat(findings).hasSizeGreaterThan(100);
            assertThat(findings).containsExactlyInAnyOrderElementsOf(stage.bench.findings(read));
            assertThat(names(stage.bench, asked)).isEqualTo(names(stage.bench, read));
            assertThat(stage.bench.coverage(asked).trails())
                    .containsExactlyElementsOf(stage.bench.coverage(read).trails());
            // Digests are checked where files are read.
            assertThat(stage.bench.coverage(asked).statements())
                    .containsAll(stage.bench.coverage(read).statements().stream()
                            .filter(statement -> !statement.startsWith("CloudTrail's integrity"))
                            .toList());
            System.out.println("Athena: " + findings.size() + " findings, queries "
                    + stage.athena.count("StartQueryExecution") + ", statements "
                    + stage.bench
                            .get(Ledger.class)
                            .entries(asked, "trail.brought")
                            .size() + " rounds; "
                    + stage.bench.coverage(asked).statements());
            assertThat(stage.athena.texts().stream().filter(text -> text.contains("CREATE TABLE x_")))
                    .as("no day of an account is read twice")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private static Set<String> names(Bench bench, IncidentId id) {
        return bench.get(Principals.class).all(id).stream()
                .map(principal -> principal.type() + " " + principal.id() + " " + principal.included() + " "
                        + principal.watched())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whoeverIsKilledBetweenStartAndCommitStartsNoSecondQuery() throws IOException {
        try (Stage stage = new Stage(Map.of())) {
            IncidentId id = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(id);
            TransactionTemplate transaction = stage.bench.get(TransactionTemplate.class);
            for (int looks = 0; looks < 40; looks++) {
                transaction.executeWithoutResult(status -> {
                    stage.look(id);
                    status.setRollbackOnly();
                });
                if (stage.look(id).unanswered() == null) {
                    break;
                }
            }
            assertThat(stage.look(id).unanswered()).isNull();
            assertThat(stage.athena.texts()).doesNotHaveDuplicates();
            assertThat(stage.athena.count("StartQueryExecution"))
                    .isGreaterThan(stage.athena.texts().size());
        }
    }

    @Test
    void everyFaultOnTheWireIsSurvivedOrSaidAndStartsNothingTwice() throws IOException {
        try (Stage stage = new Stage(Map.of())) {
            for (String operation :
                    List.of("GetTableMetadata", "StartQueryExecution", "GetQueryExecution", "GetQueryResults")) {
                for (AthenaDouble.Fault fault : List.of(
                        AthenaDouble.Fault.THROTTLED,
                        AthenaDouble.Fault.SERVER_FAULT,
                        AthenaDouble.Fault.RESET,
                        AthenaDouble.Fault.ANSWER_LOST)) {
                    stage.athena.once(operation, fault);
                }
            }
            stage.athena.once("GetQueryResults", AthenaDouble.Fault.EMPTY_PAGE_WITH_TOKEN);
            stage.athena.pagesOf(7);
            IncidentId id = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(id);
            int said = 0;
            for (int looks = 0; looks < 80; looks++) {
                try {
                    if (stage.look(id).unanswered() == null) {
                        break;
                    }
                } catch (RuntimeException failed) {
                    // The step is tried again, as the engine does it.
                    said++;
                }
            }
            assertThat(stage.look(id).unanswered()).isNull();
            assertThat(said).isLessThan(12);
            assertThat(stage.athena.texts()).doesNotHaveDuplicates();
            assertThat(stage.athena.broken()).isEmpty();
        }
    }

    @Test
    void aPassingFailureIsTriedAnewInAFolderOfItsOwnAndALastingOneIsSaid() throws IOException {
        try (Stage stage = new Stage(Map.of())) {
            IncidentId id = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(id);
            for (int looks = 0; looks < 40 && stage.athena.started("CREATE EXTERNAL TABLE") == 0; looks++) {
                stage.look(id);
            }
            stage.athena.once("StartQueryExecution", AthenaDouble.Fault.QUERY_FAILS_PASSING);
            assertThat(stage.answered(id).found()).isTrue();
            assertThat(stage.athena.texts()).anyMatch(text -> text.contains("/2/'"));

            stage.bench.get(Investigation.class);
            IncidentId other = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(other);
            stage.athena.once("StartQueryExecution", AthenaDouble.Fault.QUERY_FAILS_FOR_GOOD);
            assertThatThrownBy(() -> stage.answered(other))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Look at query")
                    .hasMessageContaining("the double was told to fail");
        }
    }

    @Test
    void thePageThatNeverEndsIsSaid() throws IOException {
        try (Stage stage = new Stage(Map.of())) {
            IncidentId id = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(id);
            for (int fault = 0; fault < 3; fault++) {
                stage.athena.once("GetQueryResults", AthenaDouble.Fault.SAME_TOKEN);
            }
            assertThatThrownBy(() -> stage.answered(id)).hasMessageContaining("the same page again");
        }
    }

    @Test
    void aMissingPermissionIsNamed() throws IOException {
        try (Stage stage = new Stage(Map.of())) {
            IncidentId id = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(id);
            stage.athena.once("GetTableMetadata", AthenaDouble.Fault.DENIED);
            assertThatThrownBy(() -> stage.look(id))
                    .hasMessageStartingWith("Give the server permission")
                    .hasMessageContaining("GetTableMetadata");
        }
    }

    @Test
    void whatReadsMoreThanTheLimitWaitsForAPersonBeforeItStarts() throws IOException {
        try (Stage stage = new Stage(Map.of("runbook.athena.most-bytes-per-query", "1000"))) {
            IncidentId id = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(id);

            Survey survey = stage.answered(id);

            assertThat(survey.unanswered()).isInstanceOfSatisfying(TrailAnswer.NeedsApproval.class, scan -> {
                assertThat(scan.bytes()).isGreaterThan(1000);
                assertThat(scan.money()).endsWith(" USD");
                assertThat(scan.statement()).contains("CREATE TABLE");
            });
            assertThat(stage.athena.started("CREATE TABLE x_")).isZero();
            stage.bench.get(Scans.class).decide(id, Actor.user("approver"), true, null);
            for (int scans = 0; stage.answered(id).unanswered() != null; scans++) {
                assertThat(scans).isLessThan(4);
                stage.bench.get(Scans.class).decide(id, Actor.user("approver"), true, null);
            }
            assertThat(stage.athena.started("CREATE TABLE x_")).isPositive();
        }
    }

    @Test
    void whatARefusedQueryWouldHaveToldIsSaidToBeUnknown() throws IOException {
        try (Stage stage = new Stage(Map.of("runbook.athena.most-bytes-per-query", "1000"))) {
            IncidentId id = stage.incident(TrailSource.ATHENA);
            Investigation investigation = stage.bench.get(Investigation.class);
            investigation.beginRound(id);
            while (stage.answered(id).unanswered() != null) {
                stage.bench.get(Scans.class).decide(id, Actor.user("approver"), false, "too dear");
            }
            assertThat(stage.look(id).found()).isFalse();
            assertThat(stage.athena.started("CREATE TABLE x_")).isZero();
            while (!investigation.readNext(id).complete()) {
                continue;
            }
            investigation.concludeRound(id);
            assertThat(String.join("\n", stage.bench.coverage(id).statements()))
                    .contains("a person refused the query")
                    .contains("No log file was found");
        }
    }

    @Test
    void whatIsLeftOfAnIncidentThatIsOverIsStoppedAndRemoved() throws IOException {
        try (Stage stage = new Stage(Map.of())) {
            IncidentId id = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(id);
            stage.answered(id);
            stage.athena.doneAfter(1000);
            IncidentId other = stage.incident(TrailSource.ATHENA);
            stage.bench.get(Investigation.class).beginRound(other);
            for (int looks = 0; looks < 10; looks++) {
                stage.look(other);
            }
            assertThat(stage.athena.running()).isPositive();
            stage.bench.get(Incidents.class).close(other);
            stage.bench.get(AthenaSweep.class).sweep();
            assertThat(stage.athena.running()).isLessThanOrEqualTo(1); // the removal of its table runs by now
            stage.athena.doneAfter(1);
            stage.bench.get(Incidents.class).close(id);
            for (int sweeps = 0; sweeps < 6; sweeps++) {
                stage.bench.get(AthenaSweep.class).sweep();
            }
            assertThat(stage.athena.started("DROP TABLE")).isPositive();
            assertThat(stage.bench.get(AthenaSteps.class).leftBehind()).isEmpty();
            assertThat(stage.s3.requests()).anyMatch(request -> request.startsWith("DELETE results/x_"));
        }
    }

    private static String text(JsonNode variables, String name) {
        return variables.path(name).path("value").asText();
    }

    private static List<String> list(JsonNode variables, String name) throws IOException {
        List<String> list = new ArrayList<>();
        new ObjectMapper().readTree(text(variables, name)).forEach(one -> list.add(one.asText()));
        return list;
    }
}
