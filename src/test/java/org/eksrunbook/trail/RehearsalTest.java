package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

class RehearsalTest {

    private static final TrailSettings SETTINGS =
            new TrailSettings(null, 500, 1 << 26, 1L << 33, 300, 20, true, true, null);

    @TempDir
    Path folder;

    @Test
    void aMadeUpLogIsReadAndJudgedAndNothingIsLeftBehind() throws Exception {
        Rehearsal rehearsal = rehearsal(folder.resolve("data"));

        int findings = rehearsal.rehearse(2);

        assertThat(findings).isGreaterThan(50);
        assertThat(rehearsal(folder.resolve("again")).rehearse(1))
                .as("nothing that the first incident kept is read as a log of the second")
                .isEqualTo(findings / 2);
        assertThat(rehearsal.probe()).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("data/work"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatTheMachineLacksIsToldBeforeThereIsAnIncident() throws Exception {
        Files.writeString(folder.resolve("data"), "no folder");
        Rehearsal rehearsal = rehearsal(folder.resolve("data"));

        rehearsal.rehearse(1);

        assertThat(rehearsal.probe()).singleElement().satisfies(answer -> {
            assertThat(answer.ready()).isFalse();
            assertThat(answer.required()).isTrue();
            assertThat(answer.detail()).startsWith("A made-up log could not be read: ");
        });
    }

    @Test
    void itEndsOnceARealLogIsRead() throws Exception {
        LogFilesOnDisk.write(
                folder.resolve("archive"),
                "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02/a.json.gz",
                LogFilesOnDisk.gzip(LogFilesOnDisk.records(LogFilesOnDisk.event("a", "PutObject"))));
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), java.util.Map.of())) {
            IncidentId id = bench.incident(null, "111122223333", java.util.List.of(LogFilesOnDisk.USER));
            bench.investigate(id);

            assertThat(bench.get(Rehearsal.class).rehearse(1_000)).isZero();
        }
    }

    private static Rehearsal rehearsal(Path data) {
        WorkFolders workFolders = new WorkFolders(SETTINGS, data.toString(), Clock.systemUTC());
        return new Rehearsal(
                workFolders,
                new PartDatabase(workFolders),
                SETTINGS,
                new ReadingPace(),
                Jackson2ObjectMapperBuilder.json().build(),
                true);
    }
}
