package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.LogFilesOnDisk.event;
import static org.eksrunbook.trail.LogFilesOnDisk.gzip;
import static org.eksrunbook.trail.LogFilesOnDisk.records;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Files that an archive may hold, by name, sound and broken ones side by side; what is to be found in them, and what is to be said of which. */
final class HostileFiles {

    static final Set<String> FOUND = Set.of(
            "plain",
            "first-member",
            "second-member",
            "before-the-cut",
            "before-garbage",
            "bom",
            "utf16",
            "line-1",
            "line-2",
            "among-nulls",
            "after-deep",
            "escaped",
            "nul",
            "named-gz-but-plain",
            "in-a-name-of-two-lines",
            "invalid-utf-8",
            "named-twice",
            "tab",
            "before-the-damage",
            "in-a-small-changed-file",
            "mark-1",
            "mark-2",
            "behind-broken-lines");

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("cut.json.gz", "end early"),
            Map.entry("trailing.json.gz", ""),
            Map.entry("crlf.ndjson", ""),
            Map.entry("records-is-no-list.json", ""),
            Map.entry("mixed.json", ""),
            Map.entry("deep.json", "nested deeper than 200"),
            Map.entry("lists-in-lists.json", ""),
            Map.entry("empty.json.gz", ""),
            Map.entry("line\\u000Abreak.json", ""),
            Map.entry("many-broken-lines.ndjson", ""),
            Map.entry("invalid.json", "no UTF-8"),
            Map.entry("twice-named.json", "the last one counts"),
            Map.entry("damaged.json.gz", ""),
            Map.entry("changed.json.gz", "checksum"),
            Map.entry("small-cut.json.gz", "end early"));

    private HostileFiles() {}

    /** @param reasons by the name of the file, as people see it */
    static void assertNamed(Map<String, String> reasons) {
        assertThat(reasons)
                .containsKeys(REASONS.keySet().toArray(String[]::new))
                .doesNotContainKeys("sound\\u000D\\u000Aname.json", "tab.json", "marks.json", "bom.json", "utf16.json");
        REASONS.forEach((file, reason) -> assertThat(reasons.get(file)).as(file).contains(reason));
        assertThat(reasons.get("deep.json")).endsWith(": deep");
        assertThat(reasons.get("damaged.json.gz")).containsAnyOf("damaged", "checksum");
    }

    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        put(
                files,
                "111122223333_CloudTrail_us-east-1_20240802T0825Z_a.json.gz",
                gzip(records(event("plain", "PutObject"))));
        // Two members in one file, as tools that append make them.
        put(
                files,
                "two.json.gz",
                join(
                        gzip(records(event("first-member", "PutObject"))),
                        gzip(records(event("second-member", "PutObject")))));
        byte[] cut = gzip(records(noise(300), event("before-the-cut", "PutObject"), noise(3000)));
        put(files, "cut.json.gz", Arrays.copyOf(cut, cut.length - 9));
        put(
                files,
                "trailing.json.gz",
                join(gzip(records(event("before-garbage", "PutObject"))), "garbage".getBytes(StandardCharsets.UTF_8)));
        put(files, "bom.json", "\ufeff" + records(event("bom", "PutObject")));
        put(files, "utf16.json", ("\ufeff" + records(event("utf16", "PutObject"))).getBytes(StandardCharsets.UTF_16LE));
        put(
                files,
                "crlf.ndjson",
                event("line-1", "PutObject") + "\r\n{\"broken\r\n" + event("line-2", "PutObject") + "\r\n");
        put(files, "records-is-no-list.json", "{\"Records\":{\"eventName\":\"x\"}}");
        put(files, "mixed.json", "{\"Records\":[null,7,\"x\"," + event("among-nulls", "PutObject") + "]}");
        put(
                files,
                "deep.json",
                records(
                        "{\"eventName\":\"x\",\"eventID\":\"deep\",\"a\":" + "[".repeat(500) + "]".repeat(500) + "}",
                        event("after-deep", "PutObject")));
        put(
                files,
                "escaped.json",
                records(event(
                                "escaped",
                                "PutObject",
                                "arn:aws:iam::111122223333:user\\/\\u0065ve",
                                "2024-08-02T08:23:24Z")
                        .replace("AKIAEXAMPLEEXAMPLE01", "AKIAOTHEROTHEROTHER1")
                        .replace("AIDAEXAMPLE", "AIDAOTHER")));
        put(files, "lists-in-lists.json", "[".repeat(100_000));
        put(
                files,
                "nul.json",
                records(event("nul", "Put\\u0000Object\\ud800", LogFilesOnDisk.USER, "no time at all\\u0000")));
        put(files, "twice.json", records(event("plain", "PutObject")));
        put(files, "empty.json.gz", new byte[0]);
        put(files, "no-gzip-at-all.json.gz", records(event("named-gz-but-plain", "PutObject")));
        put(files, "line\nbreak.json", "nonsense");
        put(files, "sound\r\nname.json", records(event("in-a-name-of-two-lines", "PutObject")));
        byte[] invalid = records(event("invalid-utf-8", "PutObject?")).getBytes(StandardCharsets.ISO_8859_1);
        invalid[new String(invalid, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xff;
        put(files, "invalid.json", invalid);
        put(
                files,
                "twice-named.json",
                records(event("named-twice", "PutObject")
                        .replace("\"eventName\"", "\"eventName\":\"GetObject\",\"eventName\"")));
        put(files, "tab.json", records(event("tab", "Put\tObject")));
        byte[] damaged = gzip(records(noise(30), event("before-the-damage", "PutObject"), noise(300)));
        damaged[damaged.length - 60] ^= 0x5a;
        damaged[damaged.length - 61] ^= 0x5a;
        put(files, "damaged.json.gz", damaged);
        byte[] small = gzip(records(event("in-a-small-changed-file", "PutObject")));
        small[small.length - 8] ^= 1;
        put(files, "changed.json.gz", small);
        put(files, "small-cut.json.gz", Arrays.copyOf(small, small.length - 3));
        put(
                files,
                "marks.json",
                "\ufeff" + records(event("mark-1", "PutObject")) + "\ufeff" + records(event("mark-2", "PutObject")));
        put(
                files,
                "many-broken-lines.ndjson",
                "{\"broken\n".repeat(5_000) + event("behind-broken-lines", "PutObject") + "\n");
        return files;
    }

    private static void put(Map<String, byte[]> files, String name, byte[] content) {
        files.put(name, content);
    }

    private static void put(Map<String, byte[]> files, String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String noise(int length) {
        StringBuilder letters = new StringBuilder();
        java.util.Random random = new java.util.Random(7);
        for (int at = 0; at < length * 10; at++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return event("noise-" + length, "PutObject", "arn:aws:iam::111122223333:user/bob", "2024-08-02T08:00:00Z")
                .replace("AKIAEXAMPLEEXAMPLE01", "AKIABOB")
                .replace("AIDAEXAMPLE", "AIDABOB")
                .replace("\"cli\"", "\"" + letters + "\"");
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
