package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.aws.LiveAws;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder may hold may lie in a bucket or be uploaded: the sound files beside the broken ones are read, each bad one is named with its reason. */
class HostileFilesElsewhereTest {

    private static final String LOGS = "org/AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02/";

    @TempDir
    private Path folder;

    @Test
    void inABucket() {
        FolderS3 s3 = new FolderS3();
        HostileFiles.all().forEach((name, content) -> s3.with(LOGS + name, content, Map.of()));
        LiveAws.at(s3);
        try (Bench bench =
                new Bench("s3://" + FolderS3.BUCKET + "/org", folder.resolve("data"), Map.of(), LiveAws.class)) {
            allAreReadOrNamed(bench, bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER)), Map.of());
        } finally {
            s3.close();
            LiveAws.away();
        }
    }

    @Test
    void uploadedOneByOne() {
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), Map.of())) {
            IncidentId id = bench.incident(Bench.scope(
                    TrailSource.UPLOAD,
                    null,
                    "111122223333",
                    List.of(LogFilesOnDisk.USER),
                    Instant.parse("2010-01-01T00:00:00Z")));
            Map<String, String> refused = new HashMap<>();
            HostileFiles.all().forEach((name, content) -> {
                try {
                    bench.get(SuppliedLogs.class).accept(id, name, new ByteArrayInputStream(content), "mia");
                } catch (InvalidInput told) {
                    refused.put(name, String.valueOf(told.getMessage()));
                }
            });
            assertThat(refused).containsOnlyKeys("empty.json.gz");
            allAreReadOrNamed(bench, id, refused);
        }
    }

    /** @param refused what whoever uploaded was told at once */
    private static void allAreReadOrNamed(Bench bench, IncidentId id, Map<String, String> refused) {
        bench.investigate(id);
        assertThat(bench.findings(id))
                .extracting(Finding::eventId)
                .containsExactlyInAnyOrderElementsOf(HostileFiles.FOUND);
        Map<String, String> reasons = bench.coverage(id).unreadable().stream()
                .collect(Collectors.toMap(
                        file -> file.file().substring(file.file().lastIndexOf('/') + 1),
                        Coverage.UnreadableFile::reason,
                        (one, other) -> one + "; " + other));
        reasons.putAll(refused);
        HostileFiles.assertNamed(reasons);
    }
}
