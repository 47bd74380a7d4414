package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.LogFilesOnDisk.event;
import static org.eksrunbook.trail.LogFilesOnDisk.records;
import static org.eksrunbook.trail.LogFilesOnDisk.write;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that this server is not let into is told and asked for again; what lies beside it is read once. */
class LockedFilesTest {

    private static final String LOGS = "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02/";

    @Test
    void whatIsRefusedForGoodMakesNobodyReadTheOthersAgain(@TempDir Path folder) throws Exception {
        Path root = Files.createDirectories(folder.resolve("archive"));
        write(root, LOGS + "sound.json", records(event("sound", "PutObject")));
        write(root, LOGS + "locked.json", records(event("locked", "PutObject")));
        write(root, LOGS + "broken.json", "{\"Records\":[");
        Locked archive = new Locked(root);
        try (Bench bench = new Bench(
                "s3://locked",
                folder.resolve("data"),
                Map.of(),
                beans -> beans.registerBean(LogArchive.class, () -> archive))) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            bench.investigate(id);
            assertThat(bench.coverage(id).unreadable())
                    .anySatisfy(file -> assertThat(file.file()).contains("locked.json"));
            int read = archive.opened("sound.json");

            bench.investigate(id);
            bench.investigate(id);

            assertThat(archive.opened("sound.json")).isEqualTo(read);
            assertThat(bench.coverage(id).unreadable())
                    .anySatisfy(file -> assertThat(file.file()).contains("locked.json"));
            assertThat(bench.findings(id)).extracting(Finding::eventId).containsExactly("sound");

            archive.locked.set(false);
            bench.investigate(id);

            assertThat(bench.findings(id)).extracting(Finding::eventId).contains("locked");
            assertThat(bench.coverage(id).unreadable())
                    .noneSatisfy(file -> assertThat(file.file()).contains("locked.json"));
        }
    }

    /** A folder of which one file is not given, whoever the server runs as. */
    private static final class Locked implements LogArchive {

        private final FolderLogs files;
        private final Map<String, Integer> opened = new ConcurrentHashMap<>();
        private final AtomicBoolean locked = new AtomicBoolean(true);

        Locked(Path root) {
            files = new FolderLogs(root.toString());
        }

        int opened(String name) {
            return opened.getOrDefault(LOGS + name, 0);
        }

        @Override
        public void check(@Nullable String archivePath) {
            files.check(archivePath);
        }

        @Override
        public String location(@Nullable String archivePath) {
            return files.location(archivePath);
        }

        @Override
        public void list(@Nullable String archivePath, LogSelection selection, Unanswered unanswered, Found found) {
            files.list(archivePath, selection, unanswered, found);
        }

        @Override
        public InputStream open(@Nullable String archivePath, String path) throws IOException {
            opened.merge(path, 1, Integer::sum);
            if (locked.get() && path.endsWith("locked.json")) {
                throw new NotLetIn("no right to read it", null);
            }
            return files.open(archivePath, path);
        }

        @Override
        public @Nullable String signature(@Nullable String archivePath, String path) throws IOException {
            return files.signature(archivePath, path);
        }
    }
}
