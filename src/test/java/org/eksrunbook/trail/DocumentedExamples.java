package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The examples of docs/reading-findings.md, and what they answer. */
public final class DocumentedExamples {

    private static final Path DOCUMENT = Path.of("docs/reading-findings.md");

    private DocumentedExamples() {}

    /** Each block of a language, as it stands. */
    public static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** An answer's rows, their cells joined by {@code |}. */
    public static List<String> rows(ResultSet answer) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (answer.next()) {
            List<String> cells = new ArrayList<>();
            for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
                cells.add(String.valueOf(answer.getObject(column)));
            }
            rows.add(String.join("|", cells));
        }
        return rows;
    }
}
