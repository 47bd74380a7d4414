package org.eksrunbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.Caller;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.DocumentedExamples;
import org.eksrunbook.trail.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The examples of docs/reading-findings.md from beginning to end as they stand there: fetched from a running server, then read as a spreadsheet, by jq and by DuckDB. */
@WholeServerTest
@Tag("full")
class DocumentedExamplesTest {

    private static final String PRINCIPAL = "arn:aws:iam::111122223333:role/app";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectMapper json;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void whatIsFetchedOpensAsTheDocumentSays() throws Exception {
        for (String tool : List.of("curl", "jq")) {
            assumeTrue(
                    new ProcessBuilder("sh", "-c", "command -v " + tool).start().waitFor() == 0,
                    "skipped: there is no " + tool);
        }
        Cases cases = new Cases(new Caller(port), jdbc, json);
        IncidentId id = cases.open("DOC-1");
        cases.find(id, "e-1", Category.ACCESSED, true, new Finding.Resource("AWS::S3::Bucket", "=1+1", null));
        cases.find(
                id,
                "e-22",
                Category.MODIFIED,
                true,
                new Finding.Resource("AWS::S3::Bucket", "plain", "arn:aws:s3:::plain"));
        cases.find(id, "e-333", Category.DELETED, false);

        List<String> said = run(String.join("\n", DocumentedExamples.blocks("bash"))
                .replace("localhost:8080", "localhost:" + port)
                .replace("INC-1", "DOC-1"));

        assertThat(said)
                .contains(
                        "1\t" + PRINCIPAL + "\taccessed",
                        "1\t" + PRINCIPAL + "\tmodified",
                        "AWS::S3::Bucket plain\te-22");
        spreadsheet();
        assertThat(asked())
                .containsExactly(
                        List.of(
                                PRINCIPAL + "|accessed|1|2026-08-02T08:03:00Z|2026-08-02T08:03:00Z",
                                PRINCIPAL + "|modified|1|2026-08-02T08:04:00Z|2026-08-02T08:04:00Z"),
                        List.of("AWS::S3::Bucket|=1+1|[=GetObject]", "AWS::S3::Bucket|plain|[=GetObject]"),
                        List.of(PRINCIPAL + "|=GetObject|1|0|null"));
    }

    private List<String> run(String commands) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", commands)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile());
        shell.environment().put("PASSWORD", "responder");
        Process running = shell.start();
        String said = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertThat(running.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        return said.lines().toList();
    }

    private void spreadsheet() throws Exception {
        try (Reader file = Files.newBufferedReader(folder.resolve("findings.csv"), UTF_8);
                CSVParser rows = CSVFormat.EXCEL.builder().setHeader().get().parse(file)) {
            List<CSVRecord> findings = rows.getRecords();
            assertThat(findings).hasSize(3).allMatch(CSVRecord::isConsistent);
            assertThat(findings).extracting(row -> row.get("eventName")).containsOnly("'=GetObject");
            assertThat(findings)
                    .extracting(row -> row.get("category"))
                    .containsExactlyInAnyOrder("accessed", "modified", "deleted");
            assertThat(json.readTree(findings.get(0).get("resources"))).isNotNull();
        }
    }

    private List<List<String>> asked() throws Exception {
        List<List<String>> answers = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("set file_search_path = '" + folder + "'");
            for (String sql : DocumentedExamples.blocks("sql").get(0).split(";", -1)) {
                if (!sql.isBlank() && statement.execute(sql)) {
                    answers.add(DocumentedExamples.rows(statement.getResultSet()));
                }
            }
        }
        return answers;
    }
}
