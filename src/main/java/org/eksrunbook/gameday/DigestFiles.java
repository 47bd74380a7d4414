package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes CloudTrail's digest files beside the logs, for the last days alone: whoever reads the archive has to step over
 * them, and the hashes in them are those of the uncompressed logs. Their signatures are metadata of the bucket.
 */
final class DigestFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Hour(String account, String region, Instant end) {
        String place() {
            return account + ' ' + region;
        }

        Hour next() {
            return new Hour(account, region, end.plus(Duration.ofHours(1)));
        }
    }

    private final Path root;
    private final String organisation;
    private final String bucket;
    private final Instant from;
    private final Map<Hour, ArrayNode> hours = new TreeMap<>(java.util.Comparator.comparing(Hour::end)
            .thenComparing(Hour::account)
            .thenComparing(Hour::region));

    DigestFiles(Path root, String organisation, String bucket, Instant from) {
        this.root = root;
        this.organisation = organisation;
        this.bucket = bucket;
        this.from = from;
    }

    void delivered(String account, String region, Instant time, String key, byte[] content) {
        if (time.isBefore(from)) {
            return;
        }
        Instant end = time.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        hours.computeIfAbsent(new Hour(account, region, end), h -> Templates.JSON.createArrayNode())
                .addObject()
                .put("s3Bucket", bucket)
                .put("s3Object", key)
                .put("hashValue", sha256(content))
                .put("hashAlgorithm", "SHA-256")
                .put("newestEventTime", time.toString())
                .put("oldestEventTime", time.minus(TrailFiles.SLOT).toString());
    }

    /** One digest an hour, an hour without logs too, each naming the one before it with its hash. */
    int write() {
        Map<String, Instant> newest = new TreeMap<>();
        hours.keySet().forEach(hour -> newest.merge(hour.place(), hour.end(), DigestFiles::later));
        Map<String, Hour> first = new TreeMap<>();
        hours.keySet().forEach(hour -> first.putIfAbsent(hour.place(), hour));
        int written = 0;
        for (Hour start : first.values()) {
            String previousKey = null;
            String previousHash = null;
            for (Hour hour = start; !hour.end().isAfter(newest.get(start.place())); hour = hour.next()) {
                byte[] digest = digest(hour, previousKey, previousHash);
                GzipFile.write(root.resolve(key(hour)), digest);
                previousKey = key(hour);
                previousHash = sha256(digest);
                written++;
            }
        }
        return written;
    }

    private byte[] digest(Hour hour, @Nullable String previousKey, @Nullable String previousHash) {
        ObjectNode digest = Templates.JSON
                .createObjectNode()
                .put("awsAccountId", hour.account())
                .put("digestStartTime", hour.end().minus(Duration.ofHours(1)).toString())
                .put("digestEndTime", hour.end().toString())
                .put("digestS3Bucket", bucket)
                .put("digestS3Object", key(hour))
                .put("digestSignatureAlgorithm", "SHA256withRSA")
                .put("previousDigestS3Bucket", previousKey == null ? null : bucket)
                .put("previousDigestS3Object", previousKey)
                .put("previousDigestHashValue", previousHash)
                .put("previousDigestHashAlgorithm", previousKey == null ? null : "SHA-256");
        ArrayNode logs = hours.get(hour);
        digest.set("logFiles", logs == null ? Templates.JSON.createArrayNode() : logs);
        return TrailFiles.bytes(digest);
    }

    private String key(Hour hour) {
        return "AWSLogs/" + organisation + '/' + hour.account() + "/CloudTrail-Digest/" + hour.region() + '/'
                + TrailFiles.folder(hour.end()) + '/' + hour.account() + "_CloudTrail-Digest_" + hour.region()
                + "_organisation-trail_eu-central-1_" + TIME.format(hour.end()) + ".json.gz";
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
