package org.eksrunbook.process;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eksrunbook.evidence.PrivateFolders;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Before the embedded database is opened: its file is its owner's alone. H2 itself leaves that to the umask. */
class DatabaseFile implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String EMBEDDED = "jdbc:h2:file:";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        String url = event.getEnvironment().getProperty("spring.datasource.url", "");
        if (url.startsWith(EMBEDDED)
                && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            close(Path.of(url.substring(EMBEDDED.length()).split(";", 2)[0] + ".mv.db"));
        }
    }

    static void close(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                PrivateFolders.create(folder);
            }
            if (!Files.exists(file)) {
                // To H2 an empty file is a new database.
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException unwritable) {
            throw new DataFolderUnusable(file, unwritable);
        }
    }
}
