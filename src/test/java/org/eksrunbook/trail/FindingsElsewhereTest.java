package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/reading-findings.md, run as they stand there on findings of which one says odd things. */
class FindingsElsewhereTest {

    @TempDir
    Path folder;

    @BeforeEach
    void findings() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (String event : List.of(
                event("CreateUser", "2024-08-02T08:23:24Z", "{\"userName\":\"m\"}"),
                event("CreateUser", "2024-08-02T08:24:24Z", "{\"userName\":\"n\\n'; drop view findings\"}"),
                event("DeleteUser", "no time", "{\"userName\":\"m\"}"),
                event("ListUsers", "2024-08-02T08:25:24Z", "null"))) {
            Finding finding = Classifier.standard()
                    .classify(EventRecord.of(LogJson.MAPPER.readTree(event)))
                    .orElseThrow();
            lines.append(new ObjectMapper().writeValueAsString(finding)).append('\n');
        }
        Files.writeString(folder.resolve("findings.ndjson"), lines);
    }

    private static String event(String name, String time, String request) {
        return LogFilesOnDisk.event("e-" + time, name, LogFilesOnDisk.USER, time)
                .replace("s3.amazonaws.com", "iam.amazonaws.com")
                .replace("{\"bucketName\":\"b\"}", request);
    }

    @Test
    void duckDbReadsThemAsTheDocumentSays() throws Exception {
        List<List<String>> answers = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (String sql : DocumentedExamples.blocks("sql").get(0).split(";", -1)) {
                if (!sql.isBlank()
                        && statement.execute(
                                sql.replace("'findings.ndjson'", Duck.quoted(folder.resolve("findings.ndjson"))))) {
                    answers.add(DocumentedExamples.rows(statement.getResultSet()));
                }
            }
        }
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0))
                .contains(LogFilesOnDisk.USER + "|identity|3|2024-08-02T08:23:24Z|no time")
                .hasSize(2);
        assertThat(answers.get(1)).anyMatch(row -> row.startsWith("AWS::IAM::User|m|") && row.contains("DeleteUser"));
    }

    @Test
    void jqReadsThemAsTheDocumentSays() throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "command -v jq").start().waitFor() == 0,
                "skipped: there is no jq; install the package jq");
        String commands = DocumentedExamples.blocks("bash").stream()
                .filter(block -> block.startsWith("jq"))
                .findFirst()
                .orElseThrow();
        Process shell = new ProcessBuilder("sh", "-e", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("3\t" + LogFilesOnDisk.USER + "\tidentity")
                .contains("1\t" + LogFilesOnDisk.USER + "\trecon");
    }
}
