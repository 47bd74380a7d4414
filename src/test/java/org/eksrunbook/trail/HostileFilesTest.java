package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eksrunbook.trail.LogFilesOnDisk.event;
import static org.eksrunbook.trail.LogFilesOnDisk.gzip;
import static org.eksrunbook.trail.LogFilesOnDisk.records;
import static org.eksrunbook.trail.LogFilesOnDisk.write;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
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
        HostileFiles.all().forEach((name, content) -> write(root, logs + name, content));
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
                    .containsExactlyInAnyOrderElementsOf(with(HostileFiles.FOUND, "odd-depth"));
            Map<String, String> reasons = bench.coverage(id).unreadable().stream()
                    .collect(Collectors.toMap(
                            file -> file.file().substring(file.file().lastIndexOf('/') + 1),
                            Coverage.UnreadableFile::reason,
                            (one, other) -> one + "; " + other));
            HostileFiles.assertNamed(reasons);
            assertThat(reasons)
                    .containsKeys("folder.json.gz", "link.json", "random.json.gz", "itself.json")
                    .doesNotContainKeys("notes.txt", "sound\\u000D\\u000Aname.json", "tab.json", "marks.json");
            if (Files.isReadable(locked)) {
                System.out.println("skipped: nothing is locked to this user");
            } else {
                assertThat(found).doesNotContain("locked");
                assertThat(reasons.get("locked.json")).contains("no right to read");
            }
            assertThat(reasons.get("link.json")).contains("out of the archive");
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

    private static Set<String> with(Set<String> some, String more) {
        Set<String> all = new HashSet<>(some);
        all.add(more);
        return all;
    }

    Map<String, Object> database() {
        return Map.of();
    }
}
