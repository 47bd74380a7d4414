package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** Logs in a folder of this server. */
final class FolderLogs implements LogArchive {

    private static final int LONGEST_SIGNATURE = 10_000;

    private final @Nullable String root;
    private volatile @Nullable ArchiveFolder opened;

    FolderLogs(@Nullable String root) {
        this.root = root;
    }

    @Override
    public void check(@Nullable String archivePath) {
        ArchiveFolder.of(root, archivePath);
    }

    @Override
    public String location(@Nullable String archivePath) {
        return VisibleText.of(ArchiveFolder.of(root, archivePath).path().toString());
    }

    @Override
    public void list(@Nullable String archivePath, LogSelection selection, Unanswered unanswered, Found found) {
        Listing listing = ArchiveFolder.of(root, archivePath).list();
        listing.digests().forEach(file -> found.file(file.path(), file.size(), file.modified()));
        listing.logs().forEach(file -> found.file(file.path(), file.size(), file.modified()));
        listing.refused().forEach(file -> found.refused(file.file(), file.reason()));
        listing.passedOver().forEach(found::passedOver);
    }

    @Override
    public @Nullable String signature(@Nullable String archivePath, String path) throws IOException {
        Path beside = ArchiveFolder.of(root, archivePath).path().resolve(path + ".signature");
        return Files.isRegularFile(beside) && Files.size(beside) < LONGEST_SIGNATURE
                ? Files.readString(beside).strip()
                : null;
    }

    @Override
    public InputStream open(@Nullable String archivePath, String path) throws IOException {
        ArchiveFolder folder = opened;
        if (folder == null || !folder.isNamed(archivePath)) {
            folder = ArchiveFolder.of(root, archivePath);
            opened = folder;
        }
        return Files.newInputStream(folder.inside(path));
    }
}
