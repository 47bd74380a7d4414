package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFoldersTest {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    @TempDir
    Path data;

    @Test
    void whatAKilledServerLeftBehindGoesAtTheStartAndWorkInProgressStays() throws IOException {
        Path abandoned = folder("trail1", Duration.ofHours(2));
        Path inUse = folder("trail2", Duration.ofMinutes(5));
        Path overflow = folder("overflow-1", Duration.ofHours(2));
        Path others = folder("other", Duration.ofDays(9));

        folders().sweep();

        assertThat(abandoned).doesNotExist();
        assertThat(overflow).doesNotExist();
        assertThat(inUse.resolve("part.parquet")).exists();
        assertThat(others).exists();
    }

    @Test
    void aFolderGoesWithWhatIsInIt() throws IOException {
        WorkFolders.Folder folder = folders().create();
        Files.writeString(folder.path().resolve("x"), "x");
        folder.close();
        assertThat(folder.path()).doesNotExist();
    }

    private WorkFolders folders() {
        TrailSettings settings = new TrailSettings(null, 1, 1, 1, 1, 1, true, true, null);
        return new WorkFolders(settings, data.toString(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path folder(String name, Duration age) throws IOException {
        Path folder = Files.createDirectories(data.resolve("work").resolve(name));
        Files.writeString(folder.resolve("part.parquet"), "x");
        Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(age)));
        return folder;
    }
}
