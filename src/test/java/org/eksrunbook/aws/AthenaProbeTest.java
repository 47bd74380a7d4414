package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.trail.SourceProbe;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Before an incident: what would keep Athena from being asked, each with what to do. */
@NullUnmarked // hands over and looks up what may be missing
class AthenaProbeTest {

    private static final String ROOT = "s3://" + FolderS3.BUCKET + "/AWSLogs/";
    private static final AthenaSettings SETTINGS = settings(ROOT, "s3://" + FolderS3.BUCKET + "/results/");

    private FolderS3 s3;
    private HiveTables tables;
    private AthenaDouble athena;

    @BeforeEach
    void play(@TempDir Path folder) throws IOException {
        s3 = new FolderS3()
                .with("AWSLogs/111122223333/CloudTrail/eu-central-1/2024/08/02/a.json.gz", new byte[1], Map.of());
        tables = new HiveTables(folder, folder, s3);
        athena = new AthenaDouble(tables);
    }

    @AfterEach
    void close() {
        athena.close();
        s3.close();
    }

    private static AthenaSettings settings(String location, String output) {
        return new AthenaSettings(location, null, output, "db", "cloudtrail", 1, 1, BigDecimal.ONE, "USD");
    }

    private Map<String, SourceProbe.Answer> probe(AthenaSettings settings) {
        AthenaClient client = athena.client();
        return new AthenaProbe(
                        client,
                        s3.client(),
                        new AthenaTables(client, null, settings),
                        settings,
                        Clock.fixed(Instant.parse("2024-08-03T00:00:00Z"), ZoneOffset.UTC))
                .probe().stream().collect(Collectors.toMap(SourceProbe.Answer::name, answer -> answer));
    }

    @Test
    void everythingIsThere() {
        Map<String, SourceProbe.Answer> answers = probe(SETTINGS);

        assertThat(answers.values()).hasSize(5).allMatch(SourceProbe.Answer::ready);
        assertThat(answers.get("athena-workgroup").detail()).contains("50000000000 bytes");
        assertThat(answers.get("athena-table").detail()).contains("the first incident creates it");
        assertThat(answers.get("athena-location").detail()).startsWith("1 accounts");
        assertThat(athena.broken()).isEmpty();
        assertThat(athena.texts()).isEmpty();
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThat(probe(settings(ROOT, null)).get("athena").detail()).startsWith("runbook.athena.output");
        assertThat(probe(settings(null, null))).hasSize(1);
    }

    @Test
    void aWorkgroupThatCannotBeUsedIsSaid() {
        athena.workgroup("DISABLED", false);
        assertThat(probe(SETTINGS).get("athena-workgroup").detail()).startsWith("Enable the workgroup");
        athena.workgroup("ENABLED", true);
        assertThat(probe(SETTINGS).get("athena-workgroup").detail()).startsWith("Choose another workgroup");
        athena.refuseOnce("GetWorkGroup", "InvalidRequestException", "WorkGroup primary is not found.");
        assertThat(probe(SETTINGS).get("athena").detail()).isEqualTo("See athena-workgroup");
    }

    @Test
    void theMissingPermissionIsNamed() {
        athena.once("GetWorkGroup", AthenaDouble.Fault.DENIED);
        athena.once("GetTableMetadata", AthenaDouble.Fault.DENIED);
        s3.always("?AWSLogs/", FolderS3.Fault.DENIED);
        s3.always("?results/", FolderS3.Fault.DENIED);
        Map<String, SourceProbe.Answer> answers = probe(SETTINGS);

        assertThat(answers.values()).noneMatch(SourceProbe.Answer::ready);
        assertThat(answers.get("athena-workgroup").detail()).contains("athena:GetWorkGroup");
        assertThat(answers.get("athena-table").detail()).contains("athena:GetTableMetadata");
        assertThat(answers.get("athena-location").detail()).contains("s3:ListBucket");
        assertThat(answers.get("athena-output").detail()).contains("s3:ListBucket");
    }

    @Test
    void aTableThatEndsTooEarlyIsSaidBeforeTheIncident() throws SQLException {
        tables.execute("CREATE DATABASE IF NOT EXISTS db", List.of());
        tables.execute(
                AthenaStatement.of("create-table", Map.of("table", "`db`.`cloudtrail`", "location", ROOT), List.of())
                        .text()
                        .replace("2013/11/01,NOW+1DAYS", "2013/11/01,2023/12/31"),
                List.of());
        SourceProbe.Answer table = probe(SETTINGS).get("athena-table");

        assertThat(table.ready()).isFalse();
        assertThat(table.detail()).contains("from 2013-11-01 to 2023-12-31");
    }

    @Test
    void aLocationWithoutAccountsIsSaid() {
        assertThat(probe(settings("s3://" + FolderS3.BUCKET + "/", "s3://" + FolderS3.BUCKET + "/results/"))
                        .get("athena-location")
                        .detail())
                .startsWith("Name the folder above the accounts");
    }
}
