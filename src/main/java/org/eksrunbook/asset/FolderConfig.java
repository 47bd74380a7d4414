package org.eksrunbook.asset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** AWS Config's files in a folder of this server, wherever they lie in it. CloudTrail's own folders are not looked into. */
record FolderConfig(Path root) implements DeliveredConfig {

    @Override
    public Listed list(@Nullable String archivePath, Set<String> accounts, Set<String> regions, Unanswered unanswered)
            throws IOException {
        Path folder = folder(archivePath);
        List<String> files = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                // The archive itself may be called anything.
                return !below.equals(folder) && below.getFileName().toString().matches("CloudTrail(-(Digest|Insight))?")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(folder.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) {
                refused.add(VisibleText.of(folder.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path below, @Nullable IOException failed) {
                if (failed != null) {
                    refused.add(VisibleText.of(folder.relativize(below).toString()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new Listed(files, refused);
    }

    @Override
    public InputStream open(@Nullable String archivePath, String path) throws IOException {
        return Files.newInputStream(folder(archivePath).resolve(path));
    }

    /** Links resolved, only where it lies below the root. */
    private Path folder(@Nullable String archivePath) throws IOException {
        Path top = root.toRealPath();
        Path folder = archivePath == null ? top : top.resolve(archivePath).toRealPath();
        if (!folder.startsWith(top)) {
            throw new NoSuchFileException("it lies outside the archive");
        }
        return folder;
    }
}
