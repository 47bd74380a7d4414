package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eksrunbook.aws.FolderS3;
import org.eksrunbook.aws.LiveAws;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudTrail's digests over a folder and over a bucket alike: what is sound is validated, and each way to tamper is named with its file. */
@NullUnmarked // hands over and looks up what may be missing
class IntegrityTest {

    @TempDir
    private Path folder;

    private final FolderS3 s3 = new FolderS3();

    @AfterEach
    void close() {
        s3.close();
        LiveAws.away();
    }

    @Test
    void aSoundTrailIsValidatedInAFolderAndInABucket() throws Exception {
        DigestedTrail trail = new DigestedTrail();
        trail.region("us-east-1");
        trail.region("eu-central-1");
        trail.region("ap-northeast-1", "_backfill", false);
        for (Integrity integrity : List.of(onFolder(trail, true), onBucket(trail, true))) {
            assertThat(integrity.deviations()).isEmpty();
            assertThat(integrity.state()).isEqualTo("validated");
            assertThat(integrity.digests()).isEqualTo(18);
            assertThat(integrity.signatures()).isEqualTo(18);
            assertThat(integrity.logs()).isEqualTo(36);
            assertThat(integrity.uncovered()).isZero();
            assertThat(integrity.statements()).singleElement().asString().contains("validated: 36 log files");
        }
    }

    @Test
    void withoutKeysHashesAndChainAreCheckedAndThatIsSaid() throws Exception {
        DigestedTrail trail = new DigestedTrail();
        trail.region("us-east-1");
        Integrity integrity = onFolder(trail, false);
        assertThat(integrity.state()).isEqualTo("unsigned");
        assertThat(integrity.logs()).isEqualTo(12);
        assertThat(integrity.statements()).singleElement().asString().contains("no public keys are known");
    }

    @Test
    void withoutDigestsNothingIsClaimed() throws Exception {
        LogFilesOnDisk.write(
                folder.resolve("archive"),
                "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02/a.json.gz",
                LogFilesOnDisk.gzip(LogFilesOnDisk.records(LogFilesOnDisk.event("a", "PutObject"))));
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), Map.of())) {
            Coverage coverage = coverage(bench);
            assertThat(Objects.requireNonNull(coverage.integrity()).state()).isEqualTo("none");
            assertThat(coverage.statements())
                    .contains("CloudTrail's integrity: not validated, no digests lie beside the logs.");
        }
    }

    /** By the key of that day; the keys of the days that it tells of may be others. */
    @Test
    void whatWasDigestedLongAfterIsValidatedByTheKeyOfTheDayOfItsMaking() throws Exception {
        DigestedTrail trail = new DigestedTrail();
        trail.region("ap-northeast-1", "_backfill", false);
        NewKey.file = LogFilesOnDisk.write(folder, "keys.json", trail.keyFile());
        Integrity integrity = onBucket(trail, false, LiveAws.class, NewKey.class);
        assertThat(integrity.state()).isEqualTo("validated");
        assertThat(integrity.signatures()).isEqualTo(6);
    }

    /** A key that CloudTrail has only since a week after the trail's day. */
    static final class NewKey implements DigestKeys {

        private static Path file = Path.of("");

        @Override
        public Map<String, PublicKey> of(String region, Instant from, Instant until, Unanswered unanswered) {
            return until.isAfter(DigestedTrail.BEGIN.plus(Duration.ofDays(7)))
                    ? new DigestKeyFile(file).of(region, from, until, unanswered)
                    : Map.of();
        }
    }

    @Test
    void everyWayToTamperIsNamedWithItsFile() throws Exception {
        DigestedTrail trail = new DigestedTrail();
        trail.region("us-east-1");
        Map<String, String> expected = tamper(trail);

        Map<String, String> inFolder = byRegion(onFolder(trail, true));
        assertThat(inFolder.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (region, reason) -> assertThat(inFolder.get(region)).as(region).contains(reason));
        assertThat(byRegion(onBucket(trail, true))).isEqualTo(inFolder);
    }

    private static Map<String, String> tamper(DigestedTrail trail) throws Exception {
        byte[] more = LogFilesOnDisk.gzip(trail.event());

        trail.region("us-east-2");
        trail.objects.put(trail.logs("us-east-2").get(5), more);

        trail.region("us-west-1");
        String appendedTo = trail.logs("us-west-1").get(5);
        trail.objects.put(appendedTo, DigestedTrail.concat(trail.objects.get(appendedTo), more));

        trail.region("us-west-2");
        trail.objects.remove(trail.logs("us-west-2").get(5));

        trail.region("eu-west-1");
        trail.objects.put(trail.logKey("eu-west-1", DigestedTrail.BEGIN.plus(Duration.ofMinutes(190))), more);

        List<String> oneMissing = trail.region("eu-west-2");
        trail.objects.remove(oneMissing.get(2));

        List<String> twoMissing = trail.region("eu-west-3");
        trail.objects.remove(twoMissing.get(2));
        trail.objects.remove(twoMissing.get(3));

        List<String> changed = trail.region("eu-central-1");
        String digest = new String(DigestedTrail.gunzip(trail.objects.get(changed.get(2))), UTF_8);
        trail.objects.put(changed.get(2), LogFilesOnDisk.gzip(digest.replace("\"awsAccountId\"", " \"awsAccountId\"")));

        trail.region("eu-north-1", "", true);

        trail.region("ap-south-1");
        String moved = trail.logs("ap-south-1").get(5);
        trail.objects.put(moved.replace("/2024/08/02/", "/2024/08/01/"), trail.objects.remove(moved));

        // Its name still tells which digest speaks of it.
        trail.region("ap-south-2");
        String movedFar = trail.logs("ap-south-2").get(5);
        trail.objects.remove(movedFar);
        trail.objects.put(movedFar.replace("/2024/08/02/", "/2024/06/01/"), more);

        // A sound copy elsewhere, read later, does not make the changed one sound.
        trail.region("ca-central-1");
        String copied = trail.logs("ca-central-1").get(5);
        trail.objects.put("copy/" + copied, trail.objects.get(copied));
        trail.objects.put(copied, more);

        List<String> appended = trail.region("ap-northeast-2");
        String key = appended.get(2);
        trail.objects.put(key, DigestedTrail.concat(trail.objects.get(key), LogFilesOnDisk.gzip("{}")));

        trail.region("ap-northeast-1", "_backfill", false);
        trail.objects.put(trail.logs("ap-northeast-1").get(5), more);

        return Map.ofEntries(
                Map.entry("us-east-2", "this log was changed"),
                Map.entry("us-west-1", "something was appended to this log"),
                Map.entry("us-west-2", "not in the archive"),
                Map.entry("eu-west-1", "no digest names this log"),
                Map.entry("eu-west-2", "is missing; between 2024-08-02T02:00:00Z and 2024-08-02T03:00:00Z, 60 minutes"),
                Map.entry(
                        "eu-west-3", "is missing; between 2024-08-02T02:00:00Z and 2024-08-02T04:00:00Z, 120 minutes"),
                Map.entry("eu-central-1", "this digest was changed"),
                Map.entry("eu-north-1", "the signature of this digest does not hold"),
                Map.entry("ap-south-1", "lies elsewhere"),
                Map.entry("ap-south-2", "this log was changed"),
                Map.entry("ca-central-1", "this log was changed"),
                Map.entry("ap-northeast-2", "something was appended to this digest"),
                Map.entry("ap-northeast-1", "this log was changed"));
    }

    private Integrity onFolder(DigestedTrail trail, boolean withKeys) throws Exception {
        Path archive = folder.resolve("archive");
        trail.writeTo(archive);
        try (Bench bench = new Bench(archive, folder.resolve("data"), keys(trail, withKeys))) {
            return Objects.requireNonNull(coverage(bench).integrity());
        }
    }

    private Integrity onBucket(DigestedTrail trail, boolean withKeys) throws Exception {
        return onBucket(trail, withKeys, LiveAws.class);
    }

    private Integrity onBucket(DigestedTrail trail, boolean withKeys, Class<?>... beside) throws Exception {
        trail.objects.forEach((key, content) -> s3.with(
                "org/" + key,
                content,
                trail.signatures.containsKey(key)
                        ? Map.of("x-amz-meta-signature", trail.signatures.get(key))
                        : Map.of()));
        LiveAws.at(s3);
        try (Bench bench = new Bench(
                "s3://" + FolderS3.BUCKET + "/org", folder.resolve("s3data"), keys(trail, withKeys), beside)) {
            return Objects.requireNonNull(coverage(bench).integrity());
        }
    }

    private Map<String, Object> keys(DigestedTrail trail, boolean withKeys) {
        return withKeys
                ? Map.of(
                        "runbook.trail.digest-keys",
                        LogFilesOnDisk.write(folder, "keys.json", trail.keyFile())
                                .toString())
                : Map.of();
    }

    private static Coverage coverage(Bench bench) {
        IncidentId id = bench.incident(null, DigestedTrail.ACCOUNT, List.of(LogFilesOnDisk.USER));
        bench.investigate(id);
        return bench.coverage(id);
    }

    private static Map<String, String> byRegion(Integrity integrity) {
        return integrity.deviations().stream()
                .collect(Collectors.toMap(
                        deviation -> deviation.file().split("/", -1)[3],
                        Coverage.UnreadableFile::reason,
                        (one, other) -> one + " | " + other));
    }
}
