package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.aws.FolderS3.Fault;
import org.eksrunbook.aws.LiveAws;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.GamedayGenerator;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same logs in a bucket and in a folder give the same findings, principals and coverage, event by event. */
@NullUnmarked // hands over and looks up what may be missing
class S3ArchiveInvestigationTest {

    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:23:24Z");
    private static final String ROOT = "s3://" + FolderS3.BUCKET + "/org/logs";
    private static final String DAY = "org/logs/AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02/";

    @TempDir
    private Path folder;

    private final FolderS3 s3 = new FolderS3();

    @AfterEach
    void close() {
        s3.close();
        LiveAws.away();
    }

    @Test
    @Tag("full")
    void theGameDay() throws Exception {
        Gameday gameday = GamedayGenerator.generate(folder.resolve("gameday"), 7, COMPROMISED_AT);
        s3.with(gameday.archive(), "org/logs/");
        try (Bench onFolder = new Bench(gameday.archive(), folder.resolve("data"), Map.of());
                Bench onBucket = bucket()) {
            Told here = investigate(onFolder, gameday);
            Told there = investigate(onBucket, gameday);
            assertSame(there, here);
            assertThat(there.findings).isNotEmpty();
            System.out.println("Game day from S3: " + there.coverage.files() + " files, "
                    + s3.requests().stream()
                            .filter(request -> request.startsWith("GET ?"))
                            .count() + " requests to list them");
        }
    }

    @Test
    @Tag("full")
    void theGameDayWithABucketThatThrottlesBreaksOffAndStops() throws Exception {
        Gameday gameday = GamedayGenerator.generate(folder.resolve("gameday"), 7, COMPROMISED_AT);
        s3.with(gameday.archive(), "org/logs/");
        List<String> keys = new ArrayList<>();
        try (Stream<Path> files = Files.walk(gameday.archive())) {
            files.filter(file -> file.toString().contains("/CloudTrail/") && Files.isRegularFile(file))
                    .map(file -> "org/logs/" + gameday.archive().relativize(file))
                    .sorted()
                    .forEach(keys::add);
        }
        for (int at = 0; at < keys.size(); at += 40) {
            s3.once(keys.get(at), Fault.values()[at / 40 % 4]);
        }
        try (Bench onFolder = new Bench(gameday.archive(), folder.resolve("data"), Map.of());
                Bench onBucket = bucket()) {
            assertSame(investigate(onBucket, gameday), investigate(onFolder, gameday));
        }
    }

    @Test
    void whatMayNotBeReadIsNamedAndReadOnceItMayBeAndTheRestIsRead() throws Exception {
        threeFiles();
        s3.always(DAY + "0.json.gz", Fault.ASLEEP);
        s3.always(DAY + "1.json.gz", Fault.KMS_DENIED);
        try (Bench bench = bucket()) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            bench.investigate(id);
            assertThat(bench.findings(id)).hasSize(1);
            assertThat(bench.coverage(id).unreadable())
                    .extracting(Coverage.UnreadableFile::reason)
                    .anyMatch(reason -> reason.contains("restore it"))
                    .anyMatch(reason -> reason.contains("kms:Decrypt"))
                    .hasSize(2);

            s3.mend();
            bench.investigate(id);
            assertThat(bench.findings(id)).as("once somebody let the server in").hasSize(3);
            assertThat(bench.coverage(id).unreadable()).isEmpty();
        }
    }

    @Test
    void anOutageGivesTheStepBackAndTheNextAttemptFindsEverything() throws Exception {
        threeFiles();
        // Three attempts by the SDK, and once more after the other files.
        for (int attempt = 0; attempt < 6; attempt++) {
            s3.once(DAY + "0.json.gz", Fault.SERVER_FAULT);
        }
        try (Bench bench = bucket()) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            assertThatThrownBy(() -> bench.investigate(id)).isInstanceOf(SourceUnavailable.class);
            bench.investigate(id);
            assertThat(bench.findings(id)).hasSize(3);
            assertThat(bench.coverage(id).unreadable()).isEmpty();
        }
    }

    @Test
    void aListThatHasNoEndFailsTheStepIsToldWherePeopleGoOnWithoutAndIsNotToldAnyMoreWhereItEnds() throws Exception {
        threeFiles();
        s3.namesTheSamePageForEver();
        try (Bench bench = bucket()) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            assertThatThrownBy(() -> bench.investigate(id)).isInstanceOf(FactsUnavailable.class);
            bench.skip(id, FactSource.LISTING);
            bench.investigate(id);
            assertThat(bench.findings(id)).hasSize(3);
            assertThat(bench.coverage(id).unreadable())
                    .isNotEmpty()
                    .allMatch(one -> one.reason().contains("the list does not end"));

            s3.listsToTheEndAgain();
            bench.investigate(id);
            assertThat(bench.coverage(id).unreadable()).isEmpty();

            s3.namesTheSamePageForEver();
            bench.investigate(id);
            assertThat(bench.coverage(id).unreadable()).isNotEmpty();
        }
    }

    private void threeFiles() {
        for (int file = 0; file < 3; file++) {
            String event = LogFilesOnDisk.event("event-" + file, "PutObject");
            s3.with(DAY + file + ".json.gz", LogFilesOnDisk.gzip(LogFilesOnDisk.records(event)), Map.of());
        }
    }

    private record Told(List<String> findings, List<String> principals, Coverage coverage) {}

    private Bench bucket() {
        LiveAws.at(s3);
        return new Bench(ROOT, folder.resolve("s3data"), Map.of(), LiveAws.class);
    }

    private static Told investigate(Bench bench, Gameday gameday) throws Exception {
        return investigate(bench, bench.incident(gameday, TrailSource.ARCHIVE));
    }

    private static Told investigate(Bench bench, IncidentId id) throws Exception {
        bench.investigate(id);
        ObjectMapper json = bench.get(ObjectMapper.class);
        List<String> findings = new ArrayList<>();
        for (Finding one : bench.findings(id)) {
            findings.add(json.writeValueAsString(one));
        }
        return new Told(
                findings.stream().sorted().toList(),
                bench.get(Principals.class).all(id).stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList(),
                bench.coverage(id));
    }

    private static void assertSame(Told there, Told here) {
        assertThat(there.findings).isEqualTo(here.findings);
        assertThat(there.principals).isEqualTo(here.principals);
        // What is passed over differs by design: a bucket's folders that hold no logs are not listed, so their files
        // are not counted.
        assertThat(there.coverage)
                .usingRecursiveComparison()
                .ignoringFields("passedOver")
                .isEqualTo(here.coverage);
    }
}
