package org.eksrunbook.asset;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that AWS Config delivered into an archive, wherever they lie in it. CloudTrail's own folders are not looked into. */
record ConfigArchive(Path root, List<ConfigFile> files) {

    ConfigArchive {
        files = List.copyOf(files);
    }

    static ConfigArchive below(Path root) throws IOException {
        List<ConfigFile> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.getFileName() != null
                                && folder.getFileName().toString().startsWith("CloudTrail")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                ConfigFile known = attributes.isRegularFile() ? ConfigFile.of(file) : null;
                if (known != null) {
                    files.add(known);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) {
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(file -> file.path().toString()));
        return new ConfigArchive(root, files);
    }
}
