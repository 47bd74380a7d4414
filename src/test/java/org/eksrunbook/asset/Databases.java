package org.eksrunbook.asset;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.eksrunbook.evidence.MemoryDatabases;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/** Databases for repository tests. */
public final class Databases {

    private static @Nullable EmbeddedPostgres server;

    private Databases() {}

    /** An empty H2 in memory. */
    public static DataSource h2() {
        return JdbcConnectionPool.create(MemoryDatabases.open());
    }

    /** An empty database of a real PostgreSQL, which is started once for all tests of a run and ends with it. */
    public static synchronized DataSource postgres() {
        try {
            EmbeddedPostgres running = server == null ? EmbeddedPostgres.start() : server;
            server = running;
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = running.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return running.getDatabase("postgres", name);
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL cannot be started", failed);
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL refuses a database", failed);
        }
    }
}
