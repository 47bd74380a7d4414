package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartWriterTest {

    @TempDir
    Path folder;

    @Test
    void moreThanFitsIntoMemoryIsWrittenInPiecesAndComesBackWhole() throws Exception {
        List<String> written = new ArrayList<>();
        Path part = folder.resolve("kept.parquet");
        try (PartWriter writer = new PartWriter(folder.resolve("writing"), 2_000)) {
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
        try (Questions questions = new Questions(folder.resolve("asking"), List.of(part))) {
            questions.ask(
                    "events-in-window",
                    List.of(0L, Long.MAX_VALUE, true, "", "", ""),
                    row -> read.add(row.getString("eventid")));
        }
        assertThat(read).isEqualTo(written);
        assertThat(folder.resolve("writing")).isEmptyDirectory();
    }
}
