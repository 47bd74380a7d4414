package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    @TempDir
    Path folder;

    @Test
    void madeUpPasswordsAreInAFileForTheOwnerAloneAndOnlyOnce() throws IOException {
        String database = "jdbc:h2:file:" + folder + "/db/runbook;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
        Path file = folder.resolve("initial-users.txt");
        List<String> lines;
        try (Node node = Node.start(database, folder, "--RUNBOOK_PASSWORD_RESPONDER=", "--RUNBOOK_PASSWORD_OWNER=")) {
            lines = Files.readAllLines(file);
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0)).matches("owner\t[A-Za-z0-9-]{20,}\tapplication-owners");
            assertThat(lines.get(1)).matches("responder\t[A-Za-z0-9-]{20,}\tresponders");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String[] owner = lines.get(0).split("\t");
            assertThat(node.bean(IdentityService.class).checkPassword(owner[0], owner[1]))
                    .isTrue();
            assertThat(everyFileIsPrivate()).isEmpty();
        }
        try (Node again = Node.start(database, folder)) {
            assertThat(Files.readAllLines(file)).isEqualTo(lines);
            assertThat(again.bean(IdentityService.class).createUserQuery().count())
                    .isEqualTo(6);
        }
    }

    @Test
    void withoutAnAdministratorTheServerStartsOnlyToMakeOne() {
        String database = "jdbc:h2:mem:noadmin;DB_CLOSE_DELAY=-1";
        try (Node node = Node.start(database, folder)) {
            node.bean(IdentityService.class).deleteMembership("admin", Group.ADMINISTRATORS);
        }
        assertThatThrownBy(() -> Node.start(database, folder, "--RUNBOOK_PASSWORD_ADMIN="))
                .rootCause()
                .hasMessageContaining("set RUNBOOK_PASSWORD_ADMIN and start again");
        try (Node node = Node.start(database, folder)) {
            assertThat(node.bean(IdentityService.class).checkPassword("admin", "admin"))
                    .isTrue();
        }
    }

    private List<String> everyFileIsPrivate() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                                    .endsWith("------");
                        } catch (IOException gone) {
                            return false;
                        }
                    })
                    .map(Path::toString)
                    .toList();
        }
    }
}
