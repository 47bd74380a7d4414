package org.eksrunbook.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.eksrunbook.evidence.PrivateFolders;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The folder of the embedded database is its owner's alone before the database is in it; so is every file, whatever the
 * umask made of it.
 */
@Configuration
class DataFolder {

    @Bean
    static BeanFactoryPostProcessor privateDataFolder(Environment environment) {
        return beans -> {
            Path data = Path.of(environment.getRequiredProperty("runbook.data-dir"));
            try {
                PrivateFolders.create(data);
                PrivateFolders.create(data.resolve("db"));
            } catch (IOException refused) {
                throw new DataFolderUnusable(data, refused);
            }
        };
    }

    /** Takes away what the umask gave to others. */
    static void tighten(Path data) {
        try (Stream<Path> found = Files.list(data.resolve("db"))) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
