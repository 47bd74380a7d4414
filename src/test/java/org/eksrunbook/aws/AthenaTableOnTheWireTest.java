package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.ShortGameday;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tables that somebody else made, and refusals: what Athena would pass over in silence is said, and what it says is told with what to do. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class AthenaTableOnTheWireTest {

    private Path folder;
    private Gameday gameday;
    private int tables;

    @BeforeAll
    void play(@TempDir Path temporary) {
        folder = temporary;
        gameday = ShortGameday.in(folder.resolve("gameday"));
    }

    /** A stage on which a table stands already, made by another statement than ours. */
    private AthenaStage with(UnaryOperator<String> changed) throws IOException, SQLException {
        String name = "given_" + ++tables;
        AthenaStage stage = new AthenaStage(gameday, folder, Map.of("runbook.athena.table", name));
        AthenaStatement ours = AthenaStatement.of(
                "create-table", Map.of("table", "`db`.`" + name + "`", "location", AthenaStage.ROOT), List.of());
        stage.tables.execute("CREATE DATABASE IF NOT EXISTS db", List.of());
        stage.tables.execute(changed.apply(ours.text()), List.of());
        return stage;
    }

    private static String limits(AthenaStage stage) throws IOException {
        IncidentId id = stage.begun();
        assertThat(stage.answered(id).unanswered()).isNull();
        assertThat(stage.athena.broken()).isEmpty();
        assertThat(stage.athena.started("CREATE EXTERNAL TABLE")).isZero();
        return stage.bench
                .get(Ledger.class)
                .last(id, "trail.brought")
                .orElseThrow()
                .body()
                .path("limits")
                .toString();
    }

    @Test
    void aTableThatFitsIsUsedAsItIs() throws IOException, SQLException {
        try (AthenaStage stage = with(text -> text)) {
            assertThat(limits(stage))
                    .doesNotContain("no event in Athena")
                    .doesNotContain("another place")
                    .doesNotContain("no column for");
        }
    }

    @Test
    void anotherInputFormatIsRefused() throws IOException, SQLException {
        try (AthenaStage stage = with(text -> text.replace(
                "com.amazon.emr.cloudtrail.CloudTrailInputFormat", "org.apache.hadoop.mapred.TextInputFormat"))) {
            IncidentId id = stage.begun();
            assertThatThrownBy(() -> stage.look(id))
                    .hasMessageStartingWith("Name another table in runbook.athena.table")
                    .hasMessageContaining("input format is «org.apache.hadoop.mapred.TextInputFormat»");
        }
    }

    @Test
    void aMissingColumnIsNamed() throws IOException, SQLException {
        try (AthenaStage stage = with(text -> text.replace("  eventid STRING,\n", ""))) {
            IncidentId id = stage.begun();
            assertThatThrownBy(() -> stage.look(id)).hasMessageContaining("it has no column eventid");
        }
    }

    @Test
    void whatATableOfEarlierYearsHasNoColumnForIsSaid() throws IOException, SQLException {
        try (AthenaStage stage =
                with(text -> text.replace("    onbehalfof: STRUCT<userid: STRING, identitystorearn: STRING>,\n", ""))) {
            assertThat(limits(stage))
                    .contains("no column for userIdentity.onBehalfOf.userId, userIdentity.onBehalfOf.identityStoreArn:")
                    .contains("users of IAM Identity Center who share a role are not told apart");
        }
    }

    @Test
    void aRangeThatEndsBeforeTheIncidentIsSaid() throws IOException, SQLException {
        try (AthenaStage stage = with(text -> text.replace("2013/11/01,NOW+1DAYS", "2013/11/01,2024/07/30"))) {
            assertThat(limits(stage))
                    .contains("knows the days from 2013-11-01 to 2024-07-30")
                    .contains("have files in S3 and no event in Athena");
        }
    }

    @Test
    void aTableOverAnotherTrailIsSaid() throws IOException, SQLException {
        try (AthenaStage stage = with(text -> text.replace("o-shop4gameday", "o-elsewhere"))) {
            assertThat(limits(stage))
                    .contains("another place than the trail's " + AthenaStage.ROOT)
                    .contains("have files in S3 and no event in Athena");
        }
    }

    @Test
    void aDayThatIsEmptyInAthenaAloneIsNamed() throws IOException, SQLException {
        try (AthenaStage stage = with(text -> text)) {
            try (Statement statement = stage.tables.duck().createStatement()) {
                statement.execute("DELETE FROM db.\"given_" + tables + "\" WHERE \"timestamp\" = '2024/07/29'");
            }
            assertThat(limits(stage))
                    .contains("1 days have files in S3 and no event in Athena (2024-07-29 to 2024-07-29)");
        }
    }

    @Test
    void aTrailOfOneAccountIsAskedLikeAnOrganisations() throws IOException {
        Path single = folder.resolve("single");
        Path from = gameday.archive().resolve("AWSLogs/o-shop4gameday");
        copy(from, single.resolve("AWSLogs"));
        Gameday alone = new Gameday(
                single,
                gameday.cmdb(),
                gameday.start(),
                gameday.compromisedAt(),
                gameday.end(),
                gameday.trailFiles(),
                gameday.trailRecords(),
                gameday.attack());
        try (AthenaStage stage = new AthenaStage(
                alone,
                Files.createDirectories(folder.resolve("single-work")),
                Map.of("runbook.athena.location", "s3://" + FolderS3.BUCKET + "/AWSLogs/"))) {
            IncidentId read = stage.bench.incident(alone, TrailSource.ARCHIVE);
            stage.bench.investigate(read);
            IncidentId asked = stage.bench.incident(alone, TrailSource.ATHENA);
            stage.bench.investigate(asked);

            assertThat(stage.bench.findings(asked))
                    .hasSizeGreaterThan(50)
                    .containsExactlyInAnyOrderElementsOf(stage.bench.findings(read));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.createLink(copy, file);
            }
        }
    }

    @Test
    void whatAthenaRefusesIsToldWithWhatToDo() throws IOException {
        List<String> told = new ArrayList<>();
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            for (String refusal : List.of(
                    "WorkGroup runbook is not found.",
                    "No output location provided. An output location is required either through the Workgroup result"
                            + " configuration setting or as an API input.",
                    "Unable to verify/create output bucket results")) {
                stage.athena.refuseOnce("StartQueryExecution", "InvalidRequestException", refusal);
                told.add(failure(stage, id));
            }
        }
        assertThat(told.get(0)).startsWith("Name an existing workgroup in runbook.athena.workgroup");
        assertThat(told.get(1)).startsWith("Set runbook.athena.output");
        assertThat(told.get(2)).startsWith("Set runbook.athena.output");
    }

    @Test
    void whatAQueryFailedOfIsToldWithWhatToDo() throws IOException {
        Map<String, String> told = Map.of(
                "Insufficient permissions to execute the query. User: arn:aws:iam::1:role/r is not authorized to perform:"
                        + " glue:CreateDatabase on resource: arn:aws:glue:eu-central-1:1:catalog",
                "Give the server permission glue:CreateDatabase",
                "Permission denied on S3 path: s3://delivered-logs/AWSLogs/",
                "Give the server s3:GetObject",
                "Access denied when writing output to url: s3://results/x.csv",
                "Give the server s3:PutObject",
                "The Create Table As Select query failed because it was submitted with an 'external_location' property to an"
                        + " Athena Workgroup that enforces a centralized output location for all queries.",
                "Choose a workgroup",
                "Query exhausted resources at this scale factor",
                "Narrow the scope",
                "SYNTAX_ERROR: line 1:8: Column 'x' cannot be resolved",
                "Look at query");
        for (Map.Entry<String, String> one : told.entrySet()) {
            try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
                stage.athena.failOnce(one.getKey());
                assertThat(failure(stage, stage.begun())).startsWith(one.getValue());
            }
        }
    }

    private static String failure(AthenaStage stage, IncidentId id) {
        for (int looks = 0; looks < 10; looks++) {
            try {
                stage.look(id);
            } catch (FactsUnavailable told) {
                return String.valueOf(told.getMessage());
            }
        }
        throw new AssertionError("Nothing was said");
    }
}
