package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eksrunbook.trail.LogFilesOnDisk.event;
import static org.eksrunbook.trail.LogFilesOnDisk.gzip;
import static org.eksrunbook.trail.LogFilesOnDisk.records;
import static org.eksrunbook.trail.LogFilesOnDisk.write;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lies in the folder: what can be read is read, what cannot is named with its reason, and nothing ends the investigation. */
class HostileFilesTest {

    @Test
    void everythingReadableIsReadAndEverythingElseIsNamed(@TempDir Path folder) throws Exception {
        Path root = Files.createDirectories(folder.resolve("archive"));
        String logs = "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02/";
        write(
                root,
                logs + "111122223333_CloudTrail_us-east-1_20240802T0825Z_a.json.gz",
                gzip(records(event("plain", "PutObject"))));
        // Two members in one file, as tools that append make them.
        write(
                root,
                logs + "two.json.gz",
                join(
                        gzip(records(event("first-member", "PutObject"))),
                        gzip(records(event("second-member", "PutObject")))));
        byte[] cut = gzip(records(noise(300), event("before-the-cut", "PutObject"), noise(3000)));
        write(root, logs + "cut.json.gz", Arrays.copyOf(cut, cut.length - 9));
        write(
                root,
                logs + "trailing.json.gz",
                join(gzip(records(event("before-garbage", "PutObject"))), "garbage".getBytes(StandardCharsets.UTF_8)));
        write(root, logs + "bom.json", "\ufeff" + records(event("bom", "PutObject")));
        write(
                root,
                logs + "utf16.json",
                ("\ufeff" + records(event("utf16", "PutObject"))).getBytes(StandardCharsets.UTF_16LE));
        write(
                root,
                logs + "crlf.ndjson",
                event("line-1", "PutObject") + "\r\n{\"broken\r\n" + event("line-2", "PutObject") + "\r\n");
        write(root, logs + "records-is-no-list.json", "{\"Records\":{\"eventName\":\"x\"}}");
        write(root, logs + "mixed.json", "{\"Records\":[null,7,\"x\"," + event("among-nulls", "PutObject") + "]}");
        write(
                root,
                logs + "deep.json",
                records(
                        "{\"eventName\":\"x\",\"eventID\":\"deep\",\"a\":" + "[".repeat(500) + "]".repeat(500) + "}",
                        event("after-deep", "PutObject")));
        write(
                root,
                logs + "escaped.json",
                records(event(
                                "escaped",
                                "PutObject",
                                "arn:aws:iam::111122223333:user\\/\\u0065ve",
                                "2024-08-02T08:23:24Z")
                        .replace("AKIAEXAMPLEEXAMPLE01", "AKIAOTHEROTHEROTHER1")
                        .replace("AIDAEXAMPLE", "AIDAOTHER")));
        write(root, logs + "lists-in-lists.json", "[".repeat(100_000));
        write(
                root,
                logs + "nul.json",
                records(event("nul", "Put\\u0000Object\\ud800", LogFilesOnDisk.USER, "no time at all\\u0000")));
        write(root, logs + "twice.json", records(event("plain", "PutObject")));
        write(root, logs + "empty.json.gz", new byte[0]);
        write(root, logs + "no-gzip-at-all.json.gz", records(event("named-gz-but-plain", "PutObject")));
        write(root, logs + "line\nbreak.json", "nonsense");
        write(root, logs + "sound\r\nname.json", records(event("in-a-name-of-two-lines", "PutObject")));
        byte[] invalid = records(event("invalid-utf-8", "PutObject?")).getBytes(StandardCharsets.ISO_8859_1);
        invalid[new String(invalid, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xff;
        write(root, logs + "invalid.json", invalid);
        write(
                root,
                logs + "twice-named.json",
                records(event("named-twice", "PutObject")
                        .replace("\"eventName\"", "\"eventName\":\"GetObject\",\"eventName\"")));
        write(root, logs + "tab.json", records(event("tab", "Put\tObject")));
        byte[] damaged = gzip(records(noise(30), event("before-the-damage", "PutObject"), noise(300)));
        damaged[damaged.length - 60] ^= 0x5a;
        damaged[damaged.length - 61] ^= 0x5a;
        write(root, logs + "damaged.json.gz", damaged);
        byte[] small = gzip(records(event("in-a-small-changed-file", "PutObject")));
        small[small.length - 8] ^= 1;
        write(root, logs + "changed.json.gz", small);
        write(root, logs + "small-cut.json.gz", Arrays.copyOf(small, small.length - 3));
        write(
                root,
                logs + "marks.json",
                "\ufeff" + records(event("mark-1", "PutObject")) + "\ufeff" + records(event("mark-2", "PutObject")));
        write(
                root,
                logs + "many-broken-lines.ndjson",
                "{\"broken\n".repeat(5_000) + event("behind-broken-lines", "PutObject") + "\n");
        write(root, "elsewhere/random.json.gz", gzip("\u0001\u0002 nothing that a log would have"));
        write(root, "elsewhere/notes.txt", "what somebody wrote down");
        Files.createSymbolicLink(root.resolve(logs + "itself.json"), Path.of("itself.json"));
        Path locked = write(root, logs + "locked.json", records(event("locked", "PutObject")));
        Files.setPosixFilePermissions(locked, Set.of());
        write(
                root,
                "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/08/02/d.json.gz",
                gzip("{\"digestStartTime\":\"x\"}"));
        write(root, "odd/depth/export.json", "[" + event("odd-depth", "PutObject") + "]");
        Files.createDirectories(root.resolve(logs + "folder.json.gz"));
        Path outside = write(folder, "outside/secret.json", records(event("outside", "PutObject")));
        Files.createSymbolicLink(root.resolve(logs + "link.json"), outside);
        Files.createSymbolicLink(root.resolve("loop"), root);
        new ProcessBuilder("mkfifo", root.resolve(logs + "pipe.json").toString())
                .start()
                .waitFor();

        try (Bench bench = new Bench(root, folder.resolve("data"), database())) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            bench.investigate(id);
            Set<String> found =
                    bench.findings(id).stream().map(Finding::eventId).collect(Collectors.toSet());
            assertThat(found.stream().filter(event -> !event.equals("locked")))
                    .containsExactlyInAnyOrder(
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
                            "odd-depth",
                            "in-a-name-of-two-lines",
                            "invalid-utf-8",
                            "named-twice",
                            "tab",
                            "before-the-damage",
                            "in-a-small-changed-file",
                            "mark-1",
                            "mark-2",
                            "behind-broken-lines");
            Map<String, String> reasons = bench.coverage(id).unreadable().stream()
                    .collect(Collectors.toMap(
                            file -> file.file().substring(file.file().lastIndexOf('/') + 1),
                            Coverage.UnreadableFile::reason,
                            (one, other) -> one + "; " + other));
            assertThat(reasons)
                    .containsKeys(
                            "cut.json.gz",
                            "trailing.json.gz",
                            "crlf.ndjson",
                            "records-is-no-list.json",
                            "mixed.json",
                            "deep.json",
                            "lists-in-lists.json",
                            "empty.json.gz",
                            "folder.json.gz",
                            "link.json",
                            "line\\u000Abreak.json",
                            "random.json.gz",
                            "itself.json",
                            "many-broken-lines.ndjson")
                    .doesNotContainKeys("notes.txt", "sound\\u000D\\u000Aname.json", "tab.json", "marks.json");
            assertThat(reasons.get("invalid.json")).contains("no UTF-8");
            assertThat(reasons.get("twice-named.json")).contains("twice", "last one counts");
            assertThat(reasons.get("damaged.json.gz")).containsAnyOf("damaged", "checksum");
            assertThat(reasons.get("changed.json.gz")).contains("checksum");
            assertThat(reasons.get("small-cut.json.gz")).contains("end early");
            if (Files.isReadable(locked)) {
                System.out.println("skipped: nothing is locked to this user");
            } else {
                assertThat(found).doesNotContain("locked");
                assertThat(reasons.get("locked.json")).contains("no right to read");
            }
            assertThat(reasons.get("deep.json"))
                    .contains("nested deeper than 200")
                    .endsWith(": deep");
            assertThat(reasons.get("link.json")).contains("out of the archive");
            assertThat(reasons.get("cut.json.gz")).contains("end early");
            assertThat(bench.get(RawEvents.class).of(id, List.of("plain", "nul", "never")))
                    .containsOnlyKeys("plain", "nul");
            if (Files.exists(root.resolve(logs + "pipe.json"))) {
                assertThat(reasons.get("pipe.json")).contains("no regular file");
            }
            assertThat(reasons.get("d.json.gz")).contains("no digest");
            assertThat(bench.coverage(id).statements()).anyMatch(said -> said.contains("could not be read"));
        }
    }

    @Test
    void aFileThatInflatesWithoutEndIsCutOffAndNamed(@TempDir Path folder) {
        Path root = folder.resolve("archive");
        byte[] zeros = new byte[40 << 20];
        Arrays.fill(zeros, (byte) ' ');
        write(root, "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02/bomb.json.gz", gzip(zeros));
        try (Bench bench = new Bench(root, folder.resolve("data"), database())) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            bench.investigate(id);
            assertThat(bench.coverage(id).unreadable())
                    .singleElement()
                    .satisfies(file -> assertThat(file.reason()).contains("300 to one"));
        }
    }

    @Test
    void aFolderOutsideOfTheRootIsRefused(@TempDir Path folder) throws Exception {
        Path archived = folder.resolve("archive");
        Path root = Files.createDirectories(archived.resolve("inside"));
        Files.createDirectories(folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("archive/out"), folder.resolve("other"));
        String archive = archived.toString();
        for (String path : List.of("../other", "out", "missing", "", " ", "/etc", "in\0side")) {
            assertThatThrownBy(() -> ArchiveFolder.of(archive, path)).isInstanceOf(InvalidInput.class);
        }
        assertThatThrownBy(() -> new FolderLogs(archive).check("../other")).isInstanceOf(InvalidInput.class);
        assertThat(ArchiveFolder.of(archive, "inside").path()).isEqualTo(root.toRealPath());
        assertThat(ArchiveFolder.of(archive, null).path()).isEqualTo(archived.toRealPath());
    }

    @Test
    void whatWasPutInAFilesPlaceAfterTheListingIsNotRead(@TempDir Path folder) throws Exception {
        Path root = Files.createDirectories(folder.resolve("archive"));
        Path file = write(root, "a.json", "{}");
        FolderLogs logs = new FolderLogs(root.toString());
        logs.open(null, "a.json").close();
        Files.delete(file);
        Files.createSymbolicLink(file, write(folder, "secret.json", "{}"));
        assertThatThrownBy(() -> logs.open(null, "a.json")).hasMessageContaining("out of the archive");
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> logs.open(null, "a.json")).hasMessageContaining("no regular file");
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

    Map<String, Object> database() {
        return Map.of();
    }
}
