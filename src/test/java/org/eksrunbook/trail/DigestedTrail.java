package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eksrunbook.evidence.Sha256;
import org.jspecify.annotations.NullUnmarked;

/** A trail with digests of six hours, signed as CloudTrail signs, by a key of the test; region by region, so that each can be tampered with. */
@NullUnmarked // hands over and looks up what may be missing
final class DigestedTrail {

    static final String ACCOUNT = "111122223333";
    static final String FINGERPRINT = "1234567890abcdef1234567890abcdef";
    static final Instant BEGIN = Instant.parse("2024-08-02T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET = "delivered-logs";

    /** Objects of the bucket by their key below {@code AWSLogs/}, content as stored. */
    final Map<String, byte[]> objects = new TreeMap<>();

    final Map<String, String> signatures = new TreeMap<>();
    private final KeyPair keys;
    private final KeyPair others;
    private int count;

    DigestedTrail() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        others = generator.generateKeyPair();
    }

    /** Keys in the form of {@code aws cloudtrail list-public-keys}. */
    String keyFile() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        byte[] der = der(
                0x30,
                concat(
                        der(0x02, key.getModulus().toByteArray()),
                        der(0x02, key.getPublicExponent().toByteArray())));
        ObjectNode list = JSON.createObjectNode();
        list.putArray("PublicKeyList")
                .addObject()
                .put("Value", Base64.getEncoder().encodeToString(der))
                .put("Fingerprint", FINGERPRINT);
        return list.toString();
    }

    /** The digests of a region, oldest first; each hour has two logs. */
    List<String> region(String region) throws GeneralSecurityException {
        return region(region, "", false);
    }

    List<String> region(String region, String suffix, boolean foreignKey) throws GeneralSecurityException {
        List<String> digests = new ArrayList<>();
        String previous = null;
        for (int hour = 1; hour <= 6; hour++) {
            Instant end = BEGIN.plus(Duration.ofHours(hour));
            Map<String, byte[]> logs = new LinkedHashMap<>();
            for (int log = 0; log < 2; log++) {
                logs.put(logKey(region, end.minus(Duration.ofMinutes(20L + 10 * log))), event());
            }
            logs.forEach((key, content) -> objects.put(key, LogFilesOnDisk.gzip(content)));
            String key = digestKey(region, end, suffix);
            byte[] digest = digest(key, end, logs, previous);
            objects.put(key, LogFilesOnDisk.gzip(digest));
            signatures.put(key, sign(key, end, digest, previous, foreignKey && hour == 3));
            digests.add(key);
            previous = key;
        }
        return digests;
    }

    byte[] event() {
        return LogFilesOnDisk.records(LogFilesOnDisk.event("event-" + count++, "PutObject"))
                .getBytes(UTF_8);
    }

    String logKey(String region, Instant time) {
        return "AWSLogs/" + ACCOUNT + "/CloudTrail/" + region + "/2024/08/02/" + ACCOUNT + "_CloudTrail_" + region + "_"
                + format("yyyyMMdd'T'HHmm'Z'").format(time) + "_" + String.format("%016d", count++) + ".json.gz";
    }

    List<String> logs(String region) {
        return objects.keySet().stream()
                .filter(key -> key.contains("/CloudTrail/" + region + "/"))
                .toList();
    }

    /** Writes a copy as somebody makes it who keeps the signatures beside the digests. */
    void writeTo(Path folder) {
        objects.forEach((key, content) -> LogFilesOnDisk.write(folder, key, content));
        signatures.forEach((key, signature) -> {
            if (objects.containsKey(key)) {
                LogFilesOnDisk.write(folder, key + ".signature", signature);
            }
        });
    }

    private static String digestKey(String region, Instant end, String suffix) {
        return "AWSLogs/" + ACCOUNT + "/CloudTrail-Digest/" + region + "/2024/08/02/" + ACCOUNT + "_CloudTrail-Digest_"
                + region + "_trail_us-east-1_" + format("yyyyMMdd'T'HHmmss'Z'").format(end) + suffix + ".json.gz";
    }

    private byte[] digest(String key, Instant end, Map<String, byte[]> logs, String previous) {
        ObjectNode digest = JSON.createObjectNode()
                .put("awsAccountId", ACCOUNT)
                .put("digestStartTime", end.minus(Duration.ofHours(1)).toString())
                .put("digestEndTime", end.toString())
                .put("digestS3Bucket", BUCKET)
                .put("digestS3Object", key)
                .put("digestPublicKeyFingerprint", FINGERPRINT)
                .put("digestSignatureAlgorithm", "SHA256withRSA")
                .put("previousDigestS3Bucket", previous == null ? null : BUCKET)
                .put("previousDigestS3Object", previous)
                .put("previousDigestHashValue", previous == null ? null : Sha256.of(gunzip(objects.get(previous))))
                .put("previousDigestHashAlgorithm", "SHA-256")
                .put("previousDigestSignature", previous == null ? null : signatures.get(previous));
        ArrayNode files = digest.putArray("logFiles");
        logs.forEach((log, content) -> files.addObject()
                .put("s3Bucket", BUCKET)
                .put("s3Object", log)
                .put("hashValue", Sha256.of(content))
                .put("hashAlgorithm", "SHA-256"));
        return digest.toString().getBytes(UTF_8);
    }

    private String sign(String key, Instant end, byte[] digest, String previous, boolean foreign)
            throws GeneralSecurityException {
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initSign((foreign ? others : keys).getPrivate());
        rsa.update((end + "\n" + BUCKET + "/" + key + "\n" + Sha256.of(digest) + "\n"
                        + (previous == null ? "null" : signatures.get(previous)))
                .getBytes(UTF_8));
        return HexFormat.of().formatHex(rsa.sign());
    }

    static byte[] gunzip(byte[] stored) {
        try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    static byte[] concat(byte[] one, byte[] other) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] der(int tag, byte[] value) {
        byte[] head = value.length < 0x80
                ? new byte[] {(byte) tag, (byte) value.length}
                : value.length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) value.length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (value.length >> 8), (byte) value.length};
        return concat(head, value);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
