package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseEventsTest {

    private static final Instant START = Instant.parse("2024-08-02T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void portionsGiveEachEventOnceAndInOrder() throws Exception {
        List<String> written = new ArrayList<>();
        Path part = folder.resolve("kept.parquet");
        long characters;
        try (PartWriter writer = new PartWriter(PartDatabases.in(folder), folder.resolve("writing"))) {
            add(writer, "timeless", "sometime");
            written.add("timeless");
            for (int event = 0; event < 60; event++) {
                String id = "e-%02d".formatted(event);
                // Three events a second; every fifth was delivered twice.
                String time = START.plusSeconds(event / 3).toString();
                add(writer, id, time);
                if (event % 5 == 0) {
                    add(writer, id, time);
                }
                written.add(id);
            }
            add(writer, "e-00", START.plusSeconds(59).toString(), "written-again.json");
            Files.copy(writer.finish(), part);
            characters = writer.characters();
        }
        long first = Window.micros(START.minusSeconds(60));
        long last = Window.micros(START.plusSeconds(60));
        for (long known : new long[] {PartFile.UNKNOWN, characters}) {
            try (Questions questions = new Questions(
                    PartDatabases.in(folder), folder.resolve("asking"), List.of(new PartFile(part, known)))) {
                for (long portion : new long[] {1, 3_000, Long.MAX_VALUE}) {
                    CaseEvents events = new CaseEvents(questions, first, last, true, portion);
                    assertThat(ids(events)).as("portions of " + portion).isEqualTo(written);
                    assertThat(ids(events)).as("once more").isEqualTo(written);
                }
            }
        }
    }

    private static List<String> ids(CaseEvents events) {
        List<String> ids = new ArrayList<>();
        events.forEach(event -> ids.add(event.eventId()));
        return ids;
    }

    private static void add(PartWriter writer, String id, String time) throws Exception {
        add(writer, id, time, "log.json");
    }

    private static void add(PartWriter writer, String id, String time, String file) throws Exception {
        String raw = LogFilesOnDisk.event(id, "GetObject", LogFilesOnDisk.USER, time);
        writer.add(PartRows.of(EventRecord.of(LogJson.MAPPER.readTree(raw)), file, raw));
    }
}
