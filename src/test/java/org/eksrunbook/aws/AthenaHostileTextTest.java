package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.sql.parser.SqlParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Row;

/** What an attacker wrote into a log goes to Athena as values, over the wire, and comes back as it was. */
class AthenaHostileTextTest {

    @Test
    void tenThousandHostileStringsGoThroughAndComeBack(@TempDir Path folder) throws IOException {
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
        try (FolderS3 s3 = new FolderS3();
                AthenaDouble athena = AthenaDouble.over(folder, folder, s3);
                AthenaClient client = athena.client()) {
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
                    values.add(value.toString());
                    literals.addAll(pieces);
                    places.add("(" + AthenaLiteral.place(pieces.size()) + ")");
                }
                String text = "SELECT col0 FROM (VALUES " + String.join(", ", places) + ")";
                new SqlParser().createStatement(HiveTables.bound(text, literals));
                String token = "hostile-text-and-its-idempotency-token-" + round;
                String query = client.startQueryExecution(request -> request.queryString(text)
                                .executionParameters(literals)
                                .clientRequestToken(token))
                        .queryExecutionId();
                client.getQueryExecution(request -> request.queryExecutionId(query));
                List<Row> rows = client.getQueryResults(request -> request.queryExecutionId(query))
                        .resultSet()
                        .rows();
                assertThat(rows.subList(1, rows.size()).stream()
                                .map(row -> row.data().get(0).varCharValue()))
                        .containsExactlyElementsOf(values);
            }
            // Each parameter holds 1 to 1,024 characters: the service's own model says so.
            assertThat(athena.broken()).isEmpty();
        }
    }

    @Test
    void aLongValueIsSplitWithoutCuttingAQuoteOrACharacterInTwo() {
        String value = "'".repeat(700) + "😀".repeat(900) + "x";
        List<String> pieces = AthenaLiteral.pieces(value);

        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isBetween(2, 1024));
        assertThat(String.join(
                        "",
                        pieces.stream()
                                .map(piece ->
                                        piece.substring(1, piece.length() - 1).replace("''", "'"))
                                .toList()))
                .isEqualTo(value);
        assertThat(AthenaLiteral.place(pieces.size())).startsWith("concat(?");
    }
}
