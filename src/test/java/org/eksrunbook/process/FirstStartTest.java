package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class FirstStartTest {

    private static final String NO_ADMIN = "--RUNBOOK_PASSWORD_ADMIN=";

    @TempDir
    Path folder;

    /** One story, because a server takes its time to start: first users, again, without an administrator, with one. */
    @Test
    void madeUpPasswordsStandInAPrivateFileAndNoServerRunsWithoutAnAdministrator() throws IOException {
        Path data = folder.resolve("data");
        String database = "jdbc:h2:file:" + data + "/db/runbook;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
        Path file = data.resolve("initial-users.txt");
        List<String> lines;
        try (ServerProcess server =
                new ServerProcess(database, data, "--RUNBOOK_PASSWORD_RESPONDER=", "--RUNBOOK_PASSWORD_OWNER=")) {
            Caller caller = new Caller(server.port());
            lines = Files.readAllLines(file);
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0)).matches("owner\t[A-Za-z0-9-]{20,}\tapplication-owners");
            assertThat(lines.get(1)).matches("responder\t[A-Za-z0-9-]{20,}\tresponders");
            String[] owner = lines.get(0).split("\t");
            assertThat(caller.send(caller.request("", "/engine-rest/engine")
                                    .header("Authorization", Caller.basic(owner[0], owner[1]))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(filesThatOthersMayRead(data)).isEmpty();
            assertThat(caller.call("DELETE", "admin", "/engine-rest/group/camunda-admin/members/admin", "")
                            .statusCode())
                    .isEqualTo(204);
        }
        try (ServerProcess without = new ServerProcess(database, data, NO_ADMIN)) {
            assertThatThrownBy(without::port).hasStackTraceContaining("set RUNBOOK_PASSWORD_ADMIN and start again");
        }
        try (ServerProcess again = new ServerProcess(database, data)) {
            assertThat(new Caller(again.port())
                            .get("admin", "/engine-rest/user/count")
                            .body())
                    .isEqualTo("{\"count\":6}");
            assertThat(Files.readAllLines(file)).isEqualTo(lines);
        }
    }

    private static List<String> filesThatOthersMayRead(Path data) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !permissions(file).endsWith("------"))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
