package org.eksrunbook.trail;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The DuckDB in which parts are put together. It sees the work folders alone, and stays open for the next part: to open one takes 10 ms, as long as
 * the reading of a few files.
 */
@Component
class PartDatabase {

    // Some pieces; what a sort or a row group needs beyond that goes into the folder.
    private static final String MEMORY = "128MB";

    private final WorkFolders workFolders;
    private @Nullable DuckDBConnection idle;

    PartDatabase(WorkFolders workFolders) {
        this.workFolders = workFolders;
    }

    /** One that nobody else has, without tables. */
    synchronized DuckDBConnection take() throws IOException, SQLException {
        DuckDBConnection taken = idle;
        idle = null;
        return taken == null ? Duck.open(workFolders.root(), workFolders.overflow(), List.of(), MEMORY) : taken;
    }

    /** Without tables, and only where nothing failed in it: a database behind a full disk refuses everything. */
    synchronized void giveBack(DuckDBConnection unharmed) throws SQLException {
        if (idle == null) {
            idle = unharmed;
        } else {
            unharmed.close();
        }
    }

    @PreDestroy
    synchronized void close() throws SQLException {
        if (idle != null) {
            idle.close();
            idle = null;
        }
    }
}
