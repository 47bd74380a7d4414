package org.eksrunbook.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.eksrunbook.evidence.PrivateFolders;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Folders for parts in the making and for overflow of questions; their owner alone may read them, and they are gone afterwards. */
@Component
class WorkFolders {

    private final Path root;

    WorkFolders(TrailSettings settings, @Value("${runbook.data-dir}") String dataDir) {
        this.root = settings.workFolder() == null
                ? Path.of(dataDir, "work").toAbsolutePath()
                : Path.of(settings.workFolder()).toAbsolutePath();
    }

    /** A folder that goes when it is closed. */
    record Folder(Path path) implements AutoCloseable {
        @Override
        public void close() {
            try (Stream<Path> below = Files.walk(path)) {
                for (Path one : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
            } catch (IOException leftBehind) {
                throw new UncheckedIOException("Delete " + path + " by hand: it could not be cleared", leftBehind);
            }
        }
    }

    Folder create() throws IOException {
        PrivateFolders.create(root);
        return new Folder(Files.createTempDirectory(root, "trail"));
    }
}
