package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an investigation reads of an organisation's trail, and what it costs: 20 accounts, 17 regions, a year; two accounts are involved, 90 days
 * before and a day since the compromise. The files that each statement's partitions leave are counted; the table is in {@code docs/benchmarks.md},
 * what it should be in {@code target/athena-bytes.md}.
 */
class AthenaBytesTest {

    private static final long A_DAY = 10_000_000;
    private static final int ACCOUNTS = 20;
    private static final int REGIONS = 17;
    private static final int DAYS = 365;
    private static final int ROUNDS = 5;
    /** The playbook's three queries, asked anew for what they found, as the runbook does with five rounds and its authors with eight scans. */
    private static final int SCANS = 8;

    private static final AthenaSettings SETTINGS = new AthenaSettings(
            "s3://bucket/AWSLogs/",
            null,
            "s3://results/runbook/",
            "db",
            "cloudtrail",
            1,
            1,
            new BigDecimal("5.00"),
            "USD");
    private static final Instant COMPROMISED = Instant.parse("2024-08-02T08:00:00Z");
    private static final Instant UNTIL = Instant.parse("2024-08-03T08:00:00Z");

    @Test
    void anInvestigationReadsAThreeHundredthOfWhatThePlaybooksQueriesRead(@TempDir Path folder)
            throws IOException, SQLException {
        long once;
        long extracted = 0;
        try (FolderS3 s3 = new FolderS3();
                HiveTables tables = new HiveTables(folder, folder, s3)) {
            organisation(tables);
            once = tables.scanned("SELECT eventname FROM cloudtrail WHERE useridentity.principalid = 'AROA'");
            List<String> regions =
                    IntStream.range(0, REGIONS).mapToObj(at -> "region-" + at).toList();
            for (AthenaPiece piece : List.of(
                    piece("100000000000", Instant.parse("2024-05-04T00:00:00Z")), piece("100000000001", COMPROMISED))) {
                AthenaStatement extract = AthenaStatements.extract(
                        AthenaTableFixtures.organisation(),
                        SETTINGS,
                        new IncidentId("INC-1"),
                        piece,
                        regions,
                        List.of());
                extracted += tables.scanned(HiveTables.bound(extract.text(), extract.parameters()));
            }
        }
        // The extraction holds two days of two accounts in full; each round asks it, and one query counts.
        long asked = (ROUNDS + 1) * 2L * 2 * REGIONS * A_DAY;
        long all = extracted + asked;
        List<String> table = List.of(
                line("a query of the playbook, on the whole table", once),
                line("its three queries, once", 3 * once),
                line("its three queries and what they lead to, eight scans", SCANS * once),
                line("the runbook: two extractions", extracted),
                line("the runbook: five rounds and a count", asked),
                line("the runbook: all of it", all));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/athena-bytes.md"), table);

        assertThat(once).isEqualTo((long) ACCOUNTS * REGIONS * DAYS * A_DAY);
        assertThat(SCANS * once / all).isGreaterThan(300);
        assertThat(Files.readString(Path.of("docs/benchmarks.md")))
                .contains(String.join("\n", table))
                .contains(SCANS * once / all + " times")
                .contains(3 * once / all + " times");
    }

    private static void organisation(HiveTables tables) throws SQLException {
        try (Statement statement = tables.duck().createStatement()) {
            statement.execute(
                    "CREATE TABLE cloudtrail_files AS SELECT '1' || lpad(CAST(a AS varchar), 11, '0') AS account,"
                            + " 'region-' || r AS region, strftime(DATE '2023-08-05' + CAST(d AS integer), '%Y/%m/%d') AS \"timestamp\", "
                            + A_DAY + " AS bytes FROM range(" + ACCOUNTS + ") x(a), range(" + REGIONS + ") y(r), range("
                            + DAYS
                            + ") z(d)");
        }
    }

    private static AthenaPiece piece(String account, Instant from) {
        return new AthenaPiece(
                "p",
                "x_0123456789abcdef0123_p",
                List.of(account),
                from,
                COMPROMISED,
                UNTIL,
                UNTIL,
                1,
                0,
                AthenaPiece.State.PLANNED);
    }

    private static String line(String what, long bytes) {
        List<String> cells = new ArrayList<>();
        cells.add(what);
        cells.add(String.format(Locale.ROOT, "%,d", bytes / A_DAY));
        cells.add(String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9));
        cells.add(SETTINGS.money(bytes));
        return "| " + String.join(" | ", cells) + " |";
    }
}
