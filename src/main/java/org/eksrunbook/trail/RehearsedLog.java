package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.eksrunbook.evidence.Sha256;

/** A made-up log of an account that does not exist: what roles, users and services do all day, and now and then what {@link #SUSPECT} does. */
final class RehearsedLog {

    static final String ACCOUNT = "000000000000";
    static final String SUSPECT = "arn:aws:iam::" + ACCOUNT + ":user/rehearsal";

    private static final int ONE_IN = 40;
    /** Of so many files one holds a record a line, as audit logs do. */
    private static final int LINES_IN = 4;

    private final Random random;
    private final List<String> ordinary;
    private final List<String> ofSuspect;

    RehearsedLog(long seed) throws IOException {
        random = new Random(seed);
        List<String> moulds = moulds();
        ordinary = moulds.stream().filter(mould -> !mould.contains(SUSPECT)).toList();
        ofSuspect = moulds.stream().filter(mould -> mould.contains(SUSPECT)).toList();
    }

    private static List<String> moulds() throws IOException {
        try (InputStream file = RehearsedLog.class.getResourceAsStream("/rehearsal.ndjson")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    /**
     * Writes an archive: every second file of the day, the others each some days further back, and a digest of the day.
     *
     * @return the logs, by their paths below the folder
     */
    List<ArchiveFile> write(Path folder, int files, int records, LocalDate day, int daysApart) throws IOException {
        List<ArchiveFile> logs = new ArrayList<>();
        Map<String, String> ofDay = new LinkedHashMap<>();
        for (int number = 0; number < files; number++) {
            LocalDate on = number % 2 == 0 ? day : day.minusDays((long) number * daysApart);
            String key = key("CloudTrail", on, "_%04d".formatted(number));
            byte[] content = content(records, on);
            if (on.equals(day)) {
                ofDay.put(key, Sha256.of(content));
            }
            logs.add(ArchiveFile.at(key, write(folder.resolve(key), content), 0));
        }
        write(folder.resolve(digestKey(day)), digest(day, ofDay));
        return logs;
    }

    static String digestKey(LocalDate day) {
        return key("CloudTrail-Digest", day, "_rehearsal_us-east-1");
    }

    private static String key(String kind, LocalDate day, String name) {
        String date = day.toString();
        return "AWSLogs/" + ACCOUNT + '/' + kind + "/us-east-1/" + date.replace('-', '/') + '/' + ACCOUNT + '_' + kind
                + "_us-east-1" + (kind.equals("CloudTrail") ? "" : name) + '_' + date.replace("-", "") + "T0000Z"
                + (kind.equals("CloudTrail") ? name : "") + ".json.gz";
    }

    private static long write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream stored = new GZIPOutputStream(Files.newOutputStream(file))) {
            stored.write(content);
        }
        return Files.size(file);
    }

    private byte[] content(int records, LocalDate day) {
        boolean lines = random.nextInt(LINES_IN) == 0;
        StringBuilder content = new StringBuilder(lines ? "" : "{\"Records\":[");
        for (int record = 0; record < records; record++) {
            content.append(record == 0 ? "" : lines ? "\n" : ",");
            content.append(record(day, random.nextInt(ONE_IN) == 0 ? ofSuspect : ordinary));
        }
        return content.append(lines ? "\n" : "]}").toString().getBytes(UTF_8);
    }

    private static byte[] digest(LocalDate day, Map<String, String> logs) throws IOException {
        ObjectNode digest = LogJson.MAPPER.createObjectNode();
        digest.put("awsAccountId", ACCOUNT)
                .put("digestStartTime", day + "T00:00:00Z")
                .put("digestEndTime", day + "T01:00:00Z")
                .put("digestS3Bucket", "rehearsal")
                .put("digestS3Object", digestKey(day));
        ArrayNode named = digest.putArray("logFiles");
        logs.forEach((key, hash) -> named.addObject()
                .put("s3Bucket", "rehearsal")
                .put("s3Object", key)
                .put("hashValue", hash)
                .put("hashAlgorithm", "SHA-256"));
        return LogJson.MAPPER.writeValueAsBytes(digest);
    }

    private String record(LocalDate day, List<String> moulds) {
        String time = String.format(
                Locale.ROOT, "%02d:%02d:%02dZ", random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return moulds.get(random.nextInt(moulds.size()))
                .replace("@day", day.toString())
                .replace("@time", time)
                .replace("@micros", time.replace("Z", ".%06dZ".formatted(random.nextInt(1_000_000))))
                .replace("@few", String.valueOf(10 + random.nextInt(40)))
                .replace("@id", new UUID(random.nextLong(), random.nextLong()).toString());
    }
}
