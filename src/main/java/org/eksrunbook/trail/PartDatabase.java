package org.eksrunbook.trail;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.springframework.stereotype.Component;

/**
 * The DuckDBs in which parts are put together and asked. They see the work folders alone, and one of each kind stays open for the next part or
 * question: to open one and to close it takes 30 ms, as long as the reading of a few files.
 */
@Component
class PartDatabase {

    /** What a database is for; what a sort or a row group needs beyond its memory goes into its overflow folder. */
    enum Use {
        WRITING("128MB"),
        ASKING("256MB"),
        /** For what is asked while another one asks: both together take no more than one and a half. */
        BESIDE("128MB");

        private final String memory;

        Use(String memory) {
            this.memory = memory;
        }

        String memory() {
            return memory;
        }
    }

    private final WorkFolders workFolders;
    private final Map<Use, DuckDBConnection> idle = new EnumMap<>(Use.class);

    PartDatabase(WorkFolders workFolders) {
        this.workFolders = workFolders;
    }

    /** One that nobody else has, without tables and views. */
    synchronized DuckDBConnection take(Use use) throws IOException, SQLException {
        DuckDBConnection taken = idle.remove(use);
        return taken == null ? Duck.open(workFolders.root(), workFolders.overflow(), List.of(), use.memory()) : taken;
    }

    /** Without tables and views, and only where nothing failed in it: a database behind a full disk refuses everything. */
    synchronized void giveBack(Use use, DuckDBConnection unharmed) throws SQLException {
        if (idle.putIfAbsent(use, unharmed) != null) {
            unharmed.close();
        }
    }

    @PreDestroy
    synchronized void close() throws SQLException {
        for (DuckDBConnection unused : idle.values()) {
            unused.close();
        }
        idle.clear();
    }
}
