package org.eksrunbook.trail;

import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.eksrunbook.evidence.PrivateFolders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Folders for parts in the making and for overflow of questions; their owner alone may read them, and they are gone afterwards. */
@Component
class WorkFolders {

    private static final String PREFIX = "trail";
    private static final String OVERFLOW = "overflow";

    private static final Logger LOG = LoggerFactory.getLogger(WorkFolders.class);
    /** Far longer than any step: who made an older folder was killed, and its overflow may be gigabytes. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path root;
    private final Clock clock;

    WorkFolders(TrailSettings settings, @Value("${runbook.data-dir}") String dataDir, Clock clock) {
        this.clock = clock;
        this.root = settings.workFolder() == null
                ? Path.of(dataDir, "work").toAbsolutePath()
                : Path.of(settings.workFolder()).toAbsolutePath();
    }

    /** At the start: what killed servers left behind. */
    @PostConstruct
    void sweep() {
        if (!Files.isDirectory(root)) {
            return;
        }
        Instant abandonedBefore = clock.instant().minus(ABANDONED);
        try (Stream<Path> found = Files.list(root)) {
            for (Path folder : found.filter(WorkFolders::isOurs).toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(abandonedBefore)) {
                    new Folder(folder).close();
                }
            }
        } catch (IOException | UncheckedIOException untouched) {
            LOG.warn("Clear {} by hand of what is old: {}", root, untouched.getMessage());
        }
    }

    /** Where one database that outlives a step may put what memory does not hold; nobody else has the name. */
    Path overflow() throws IOException {
        return root().resolve(OVERFLOW + "-" + UUID.randomUUID());
    }

    private static boolean isOurs(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(PREFIX) || name.startsWith(OVERFLOW);
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
        return new Folder(Files.createTempDirectory(root(), PREFIX));
    }

    /** What holds all of them. */
    Path root() throws IOException {
        PrivateFolders.create(root);
        return root;
    }
}
