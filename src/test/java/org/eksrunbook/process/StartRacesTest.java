package org.eksrunbook.process;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts at the same moment on one node; on two nodes: {@link TwoNodesTest}. */
@Tag("full")
class StartRacesTest {

    @TempDir
    Path folder;

    @Test
    void ofFourStartsAtOnceOneOpensTheIncidentOnTheEmbeddedDatabase() throws Exception {
        String database = "jdbc:h2:file:" + folder.resolve("data/db/runbook")
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";
        try (ServerProcess server = new ServerProcess(database, folder.resolve("data"))) {
            Races.ofFourStarts(server);
        }
    }

    @Test
    void ofFourStartsAtOnceOneOpensTheIncidentOnPostgres() throws Exception {
        try (ServerProcess server = new ServerProcess(PostgresServer.emptyDatabase(), folder.resolve("data"))) {
            Races.ofFourStarts(server);
        }
    }
}
