package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Parameter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.SearchToken;
import org.eksrunbook.trail.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.TableMetadata;

/** What is sent to Athena: Trino's own parser reads it, every value travels as a literal, and nothing of a log becomes SQL text. */
class AthenaStatementsTest {

    private static final String CLOUDTRAIL = "com.amazon.emr.cloudtrail.CloudTrailInputFormat";
    private static final AthenaSettings SETTINGS = new AthenaSettings(
            "s3://bucket/AWSLogs/", null, "s3://results/runbook/", "db", "cloudtrail", 1, 1, BigDecimal.ONE, "USD");
    private static final AthenaPiece PIECE = new AthenaPiece(
            "p1",
            "x_0123456789abcdef0123_p1",
            List.of("111122223333", "444455556666"),
            Instant.parse("2024-05-04T00:00:00Z"),
            Instant.parse("2024-08-02T08:23:24Z"),
            Instant.parse("2024-08-03T00:00:00Z"),
            Instant.parse("2024-08-03T00:00:00Z"),
            1,
            0,
            AthenaPiece.State.PLANNED);

    private static List<SearchToken> tokensOfEveryKind(String value) {
        List<SearchToken> tokens = new ArrayList<>();
        for (Token kind : Token.values()) {
            tokens.add(new SearchToken(kind, value));
        }
        return tokens;
    }

    private static AthenaTable organisation() {
        return AthenaTable.of(
                "db.cloudtrail",
                metadata(
                        "struct<type:string,principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>",
                        List.of("account", "region", "timestamp"),
                        Map.of("inputformat", CLOUDTRAIL, "location", "s3://bucket/AWSLogs/")));
    }

    private static AthenaTable singleAccount() {
        return AthenaTable.of(
                "db.cloudtrail",
                metadata(
                        "struct<principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>",
                        List.of("day"),
                        Map.of(
                                "inputformat",
                                CLOUDTRAIL,
                                "location",
                                "s3://bucket/AWSLogs/111122223333/CloudTrail/eu-central-1",
                                "projection.day.format",
                                "yyyy-MM-dd")));
    }

    private static TableMetadata metadata(String identity, List<String> keys, Map<String, String> parameters) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.builder().name("useridentity").type(identity).build());
        for (String name : List.of(
                "eventtime",
                "eventsource",
                "eventname",
                "awsregion",
                "errorcode",
                "requestparameters",
                "responseelements",
                "eventid",
                "recipientaccountid",
                "eventcategory")) {
            columns.add(Column.builder().name(name).type("string").build());
        }
        return TableMetadata.builder()
                .name("cloudtrail")
                .columns(columns)
                .partitionKeys(keys.stream()
                        .map(key -> Column.builder().name(key).type("string").build())
                        .toList())
                .parameters(parameters)
                .build();
    }

    @Test
    void trinosParserReadsEveryQueryAndFindsAPlaceForEveryValue() {
        List<AthenaStatement> statements = new ArrayList<>();
        for (AthenaTable table : List.of(organisation(), singleAccount())) {
            statements.add(AthenaStatements.extract(
                    table,
                    SETTINGS,
                    new IncidentId("INC-1"),
                    PIECE,
                    List.of("eu-central-1", "us-east-1"),
                    tokensOfEveryKind("x'y".repeat(700))));
        }
        statements.add(AthenaStatements.count(PIECE));
        for (AthenaSearch search : AthenaSearch.of(tokensOfEveryKind("arn:aws:iam::111122223333:user/a"))) {
            statements.add(AthenaStatements.events(PIECE, search));
        }
        for (AthenaStatement statement : statements) {
            List<Node> places = new ArrayList<>();
            collect(new SqlParser().createStatement(statement.text()), places);
            assertThat(places).as(statement.text()).hasSameSizeAs(statement.parameters());
            assertThat(statement.parameters())
                    .allSatisfy(literal -> assertThat(literal)
                            .hasSizeBetween(1, 1024)
                            .startsWith("'")
                            .endsWith("'"));
            assertThat(statement.text().length()).isLessThan(262_144);
        }
        new SqlParser().createStatement(AthenaStatements.drop(PIECE).text());
    }

    private static void collect(Node node, List<Node> places) {
        if (node instanceof Parameter) {
            places.add(node);
        }
        node.getChildren().forEach(child -> collect(child, places));
    }

    @Test
    void onlyPartitionsPruneAndTheyAreComparedAsPlainText() {
        AthenaStatement whole = AthenaStatements.extract(
                organisation(), SETTINGS, new IncidentId("INC-1"), PIECE, List.of("eu-central-1"), List.of());

        assertThat(whole.text())
                .contains("\"account\" IN (?, ?)")
                .contains("\"region\" IN (?)")
                .contains("\"timestamp\" >= ? AND \"timestamp\" <= ?")
                .doesNotContain("date_parse", "from_iso8601");
        assertThat(whole.parameters())
                .startsWith("'111122223333'", "'444455556666'", "'eu-central-1'", "'2024/05/04'", "'2024/08/04'");
        assertThat(AthenaStatements.extract(
                                singleAccount(), SETTINGS, new IncidentId("INC-1"), PIECE, List.of("x"), List.of())
                        .parameters())
                .startsWith("'2024-05-04'", "'2024-08-04'");
    }

    /** An organisation of 20 accounts, 17 regions and a year; two accounts are involved, 90 days before and a day since the compromise. */
    @Test
    void anInvestigationReadsAFractionOfWhatThePlaybooksQueriesRead(@TempDir Path folder) throws Exception {
        long aFile = 10_000_000;
        try (FolderS3 s3 = new FolderS3();
                HiveTables tables = new HiveTables(folder, folder, s3)) {
            try (Statement statement = tables.duck().createStatement()) {
                statement.execute(
                        "CREATE TABLE cloudtrail_files AS SELECT '1' || lpad(CAST(a AS varchar), 11, '0') AS account,"
                                + " 'region-' || r AS region, strftime(DATE '2023-08-05' + CAST(d AS integer), '%Y/%m/%d') AS \"timestamp\", "
                                + aFile + " AS bytes FROM range(20) x(a), range(17) y(r), range(365) z(d)");
            }
            List<String> regions = new ArrayList<>();
            for (int region = 0; region < 17; region++) {
                regions.add("region-" + region);
            }
            Instant compromised = Instant.parse("2024-08-02T08:00:00Z");
            Instant until = Instant.parse("2024-08-03T08:00:00Z");
            long extracted = 0;
            for (AthenaPiece piece : List.of(
                    piece("100000000000", Instant.parse("2024-05-04T00:00:00Z"), compromised, until),
                    piece("100000000001", compromised, compromised, until))) {
                AthenaStatement extract = AthenaStatements.extract(
                        organisation(), SETTINGS, new IncidentId("INC-1"), piece, regions, List.of());
                extracted += tables.scanned(HiveTables.bound(extract.text(), extract.parameters()));
            }
            // Five rounds and a count ask the extraction, which holds two days of each account in full.
            long rounds = 6 * 2 * 2 * 17 * aFile;
            long once = tables.scanned("SELECT eventname FROM cloudtrail WHERE useridentity.principalid = 'AROA'");
            double ratio = 8.0 * once / (extracted + rounds);
            System.out.printf(
                    "Athena: %d files extracted, %d asked, %d in the table; the three queries once read %.0f times as much, eight scans %.0f times%n",
                    extracted / aFile, rounds / aFile, once / aFile, 3.0 * once / (extracted + rounds), ratio);
            assertThat(once).isEqualTo(20L * 17 * 365 * aFile);
            assertThat(ratio).isGreaterThan(300);
        }
    }

    private static AthenaPiece piece(String account, Instant from, Instant fullFrom, Instant until) {
        return new AthenaPiece(
                "p",
                "x_0123456789abcdef0123_p",
                List.of(account),
                from,
                fullFrom,
                until,
                until,
                1,
                0,
                AthenaPiece.State.PLANNED);
    }

    @Test
    void nothingOfALogAndNothingOfAnIdBecomesSqlText() {
        String hostile = "'; DROP TABLE cloudtrail; --";
        for (AthenaSearch search : AthenaSearch.of(tokensOfEveryKind(hostile))) {
            assertThat(AthenaStatements.events(PIECE, search).text()).doesNotContain("DROP");
        }
        assertThat(AthenaQueries.folder(new IncidentId("INC-drop-table"))).matches("x_[0-9a-f]{20}");
        assertThatThrownBy(() ->
                        new AthenaSettings(null, null, null, "db; drop", "cloudtrail", 1, 1, BigDecimal.ONE, "USD"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AthenaSettings(
                        "s3://bucket/it's/", null, null, "db", "cloudtrail", 1, 1, BigDecimal.ONE, "USD"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tenThousandHostileStringsGoThroughAndComeBack() throws SQLException {
        Random random = new Random(4);
        String[] spice = {
            "'",
            "''",
            "\"",
            "\\",
            "\\'",
            "%",
            "_",
            "--",
            "/*",
            "*/",
            ";",
            "?",
            "{{target}}",
            "$",
            "\n",
            "\r",
            "\t",
            "\u0001",
            "\u2028",
            "é",
            "漢",
            "😀",
            "\u202e",
            "' OR '1'='1",
            "concat(",
            ")",
            "NULL",
            "U&'\\0041'",
            "\u00a0",
            "a",
            "Z",
            "9"
        };
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (int round = 0; round < 100; round++) {
                List<String> values = new ArrayList<>();
                List<String> literals = new ArrayList<>();
                List<String> places = new ArrayList<>();
                for (int at = 0; at < 100; at++) {
                    StringBuilder value = new StringBuilder();
                    int length = at == 0 ? 1500 : 1 + random.nextInt(20);
                    for (int piece = 0; piece < length; piece++) {
                        value.append(spice[random.nextInt(spice.length)]);
                    }
                    List<String> pieces = AthenaLiteral.pieces(value.toString());
                    assertThat(pieces)
                            .allSatisfy(piece -> assertThat(piece.length()).isBetween(2, 1024));
                    values.add(value.toString());
                    literals.addAll(pieces);
                    places.add("(" + AthenaLiteral.place(pieces.size()) + ")");
                }
                String bound =
                        HiveTables.bound("SELECT col0 FROM (VALUES " + String.join(", ", places) + ")", literals);
                new SqlParser().createStatement(bound);
                List<String> back = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery(bound)) {
                    while (rows.next()) {
                        back.add(rows.getString(1));
                    }
                }
                assertThat(back).isEqualTo(values);
            }
        }
    }

    @Test
    void whatCannotBeTextIsNotAskedFor() {
        assertThat(AthenaLiteral.isText("a\ud800b")).isFalse();
        assertThat(AthenaLiteral.isText("a😀b")).isTrue();
        assertThat(AthenaSearch.of(List.of(new SearchToken(Token.ARN, "\udc00"))))
                .isEmpty();
        assertThat(AthenaSearch.of(List.of(new SearchToken(Token.KUBERNETES_USER, "system:anonymous"))))
                .isEmpty();
    }

    @Test
    void aTableThatCannotBeUsedSaysWhy() {
        assertThatThrownBy(() -> AthenaTable.of(
                        "t",
                        metadata(
                                "struct<arn:string>",
                                List.of("account", "region", "timestamp"),
                                Map.of("inputformat", "org.apache.hadoop.mapred.TextInputFormat"))))
                .hasMessageContaining("input format");
        assertThatThrownBy(() -> AthenaTable.of(
                        "t",
                        metadata(
                                "struct<arn:string>",
                                List.of("account", "region", "timestamp"),
                                Map.of("inputformat", CLOUDTRAIL))))
                .hasMessageContaining("useridentity.principalid");
        assertThatThrownBy(() -> AthenaTable.of(
                        "t",
                        metadata(
                                "struct<type:string,principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>",
                                List.of("account", "region", "year", "month", "day"),
                                Map.of("inputformat", CLOUDTRAIL, "location", "s3://bucket/AWSLogs/"))))
                .hasMessageContaining("one column for the day");
    }

    @Test
    void aRangeThatEndsBeforeTheIncidentAndAnotherPlaceAreSaid() {
        AthenaTable table = AthenaTable.of(
                "db.t",
                metadata(
                        "struct<principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>",
                        List.of("account", "region", "timestamp"),
                        Map.of(
                                "inputformat",
                                CLOUDTRAIL,
                                "location",
                                "s3://other/AWSLogs/",
                                "projection.enabled",
                                "true",
                                "projection.timestamp.range",
                                "2020/01/01,2024/07/01")));
        java.time.LocalDate from = java.time.LocalDate.parse("2024-05-04");
        java.time.LocalDate until = java.time.LocalDate.parse("2024-08-03");

        assertThat(table.limits("s3://bucket/AWSLogs/", from, until, until))
                .hasSize(2)
                .anyMatch(limit -> limit.contains("another place"))
                .anyMatch(limit -> limit.contains("2020-01-01 to 2024-07-01"));
        assertThat(organisation().limits("s3://bucket/AWSLogs/", from, until, until))
                .isEmpty();
    }
}
