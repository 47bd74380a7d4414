package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A digest file of CloudTrail, as far as its place in the chain needs it (CloudTrail user guide, «CloudTrail digest file structure»).
 *
 * @param path where it was found
 * @param start and {@code end}: of the time it covers, as written
 * @param key where it says that it was delivered, in {@code bucket}
 * @param fingerprint of the public key it is signed with
 * @param sha256 of its own content
 * @param appended whether something follows the content that was signed
 * @param previousSignature signature of the digest before it
 * @param logs the log files it vouches for
 */
record DigestFacts(
        String path,
        String start,
        String end,
        String bucket,
        String key,
        @Nullable String fingerprint,
        String sha256,
        boolean appended,
        @Nullable String previousKey,
        @Nullable String previousHash,
        @Nullable String previousSignature,
        List<Named> logs) {

    /** @param hash of its uncompressed content */
    record Named(String key, String hash) {}

    /** @throws IOException where it is no digest that could be part of a chain */
    static DigestFacts of(String path, JsonNode digest, String sha256, boolean appended) throws IOException {
        String end = text(digest, "digestEndTime");
        String start = text(digest, "digestStartTime");
        String key = text(digest, "digestS3Object");
        String bucket = text(digest, "digestS3Bucket");
        if (start == null || end == null || key == null || bucket == null || !isTime(start) || !isTime(end)) {
            throw new IOException("no digest: it does not say which time it covers and where it was delivered");
        }
        List<Named> logs = new ArrayList<>();
        for (JsonNode log : digest.path("logFiles")) {
            String name = text(log, "s3Object");
            String hash = text(log, "hashValue");
            if (name == null || hash == null || !"SHA-256".equals(text(log, "hashAlgorithm"))) {
                throw new IOException("a digest that names a log without its SHA-256");
            }
            logs.add(new Named(name, hash));
        }
        return new DigestFacts(
                path,
                start,
                end,
                bucket,
                key,
                text(digest, "digestPublicKeyFingerprint"),
                sha256,
                appended,
                text(digest, "previousDigestS3Object"),
                text(digest, "previousDigestHashValue"),
                text(digest, "previousDigestSignature"),
                logs);
    }

    Instant begins() {
        return Times.parse(start);
    }

    Instant ends() {
        return Times.parse(end);
    }

    /** What CloudTrail signs. */
    String signedText() {
        return end + "\n" + bucket + "/" + key + "\n" + sha256 + "\n"
                + (previousSignature == null ? "null" : previousSignature);
    }

    private static boolean isTime(String text) {
        try {
            return Times.parse(text) != null;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || !value.isTextual() ? null : value.asText();
    }
}
