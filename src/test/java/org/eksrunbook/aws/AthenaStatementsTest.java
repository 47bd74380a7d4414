package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.SearchToken;
import org.eksrunbook.trail.Token;
import org.junit.jupiter.api.Test;

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

    @Test
    void trinosParserReadsEveryQueryAndFindsAPlaceForEveryValue() {
        List<AthenaStatement> statements = new ArrayList<>();
        for (AthenaTable table : List.of(AthenaTableFixtures.organisation(), AthenaTableFixtures.singleAccount())) {
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
                AthenaTableFixtures.organisation(),
                SETTINGS,
                new IncidentId("INC-1"),
                PIECE,
                List.of("eu-central-1"),
                List.of());

        assertThat(whole.text())
                .contains("\"account\" IN (?, ?)")
                .contains("\"region\" IN (?)")
                .contains("\"timestamp\" >= ? AND \"timestamp\" <= ?")
                .doesNotContain("date_parse", "from_iso8601");
        assertThat(whole.parameters())
                .startsWith("'111122223333'", "'444455556666'", "'eu-central-1'", "'2024/05/04'", "'2024/08/04'");
        assertThat(AthenaStatements.extract(
                                AthenaTableFixtures.singleAccount(),
                                SETTINGS,
                                new IncidentId("INC-1"),
                                PIECE,
                                List.of("x"),
                                List.of())
                        .parameters())
                .startsWith("'2024-05-04'", "'2024-08-04'");
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
    void whatCannotBeTextIsNotAskedFor() {
        assertThat(AthenaLiteral.isText("a\ud800b")).isFalse();
        assertThat(AthenaLiteral.isText("a😀b")).isTrue();
        assertThat(AthenaSearch.of(List.of(new SearchToken(Token.ARN, "\udc00"))))
                .isEmpty();
        assertThat(AthenaSearch.of(List.of(new SearchToken(Token.KUBERNETES_USER, "system:anonymous"))))
                .isEmpty();
    }
}
