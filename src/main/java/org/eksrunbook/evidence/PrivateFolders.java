package org.eksrunbook.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that their owner alone may read. */
public final class PrivateFolders {

    private PrivateFolders() {}

    /** Creates the folder and the missing ones above it; one that is there is left as it is. */
    public static Path create(Path folder) throws IOException {
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
