package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartWriterTest {

    @TempDir
    Path folder;

    @Test
    void moreThanFitsIntoMemoryIsWrittenInPiecesAndComesBackWhole() throws Exception {
        List<String> written = new ArrayList<>();
        Path part = folder.resolve("kept.parquet");
        try (PartWriter writer = new PartWriter(PartDatabases.in(folder), folder.resolve("writing"), 2_000)) {
            for (int event = 0; event < 100; event++) {
                String id = "e-%03d".formatted(event);
                String raw = LogFilesOnDisk.event(
                        id,
                        "GetObject",
                        LogFilesOnDisk.USER,
                        "2024-08-02T08:%02d:%02dZ".formatted(event / 60, event % 60));
                writer.add(PartRows.of(EventRecord.of(LogJson.MAPPER.readTree(raw)), "log.json", raw));
                written.add(id);
            }
            Files.copy(writer.finish(), part);
        }
        List<String> read = new ArrayList<>();
        try (Questions questions = new Questions(
                PartDatabases.in(folder), folder.resolve("asking"), List.of(new PartFile(part, PartFile.UNKNOWN)))) {
            questions.ask(
                    "events-in-window",
                    List.of(0L, Long.MAX_VALUE, true, "", "", ""),
                    row -> read.add(row.getString("eventid")));
        }
        assertThat(read).isEqualTo(written);
        assertThat(folder.resolve("writing")).isEmptyDirectory();
    }

    @Test
    void aDatabaseServesOnePartAfterAnotherUntilSomethingFailsInIt() throws Exception {
        PartDatabase database = PartDatabases.in(folder);
        DuckDBConnection first = database.take(PartDatabase.Use.WRITING);
        database.giveBack(PartDatabase.Use.WRITING, first);
        for (String name : List.of("one", "two")) {
            try (PartWriter writer = new PartWriter(database, folder.resolve(name))) {
                add(writer, name);
                assertThat(rows(writer.finish())).containsExactly(name);
            }
        }
        assertThat(first.isClosed()).isFalse();

        PartWriter failing = new PartWriter(database, folder.resolve("gone"));
        add(failing, "lost");
        Files.delete(folder.resolve("gone"));
        assertThatThrownBy(failing::finish).isInstanceOf(PartNotWritten.class);
        failing.close();

        assertThat(first.isClosed()).isTrue();
        try (PartWriter writer = new PartWriter(database, folder.resolve("after"))) {
            add(writer, "after");
            assertThat(rows(writer.finish())).containsExactly("after");
        }
        database.close();
    }

    private static void add(PartWriter writer, String id) throws Exception {
        String raw = LogFilesOnDisk.event(id, "GetObject", LogFilesOnDisk.USER, "2024-08-02T08:00:00Z");
        writer.add(PartRows.of(EventRecord.of(LogJson.MAPPER.readTree(raw)), "log.json", raw));
    }

    private List<String> rows(Path part) throws Exception {
        List<String> read = new ArrayList<>();
        try (Questions questions = new Questions(
                PartDatabases.in(folder), folder.resolve("asking"), List.of(new PartFile(part, PartFile.UNKNOWN)))) {
            questions.ask(
                    "events-in-window",
                    List.of(0L, Long.MAX_VALUE, true, "", "", ""),
                    row -> read.add(row.getString("eventid")));
        }
        return read;
    }
}
