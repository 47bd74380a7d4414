package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {

    @Test
    void theDatabaseIsItsOwnersAloneBeforeAndAfterItIsOpened(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("db").resolve("runbook.mv.db");
        DatabaseFile.close(file);
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("db/runbook"), "sa", "");
                var statement = connection.createStatement()) {
            assertThat(statement.execute("create table kept (id int)")).isFalse();
        }
        assertThat(Files.size(file)).isPositive();
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("db"))).isEqualTo("rwx------");
    }

    @Test
    void anOpenOneIsClosedToOthers(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("runbook.mv.db"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        DatabaseFile.close(file);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
