package org.eksrunbook.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL for tests: started once by the first who asks, stopped with the tests; everyone gets an empty database. */
public final class PostgresServer {

    private static @Nullable EmbeddedPostgres server;

    private PostgresServer() {}

    /** The address of a database that is new and empty; user and password are {@code postgres}. */
    public static String emptyDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
        EmbeddedPostgres running = running();
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return running.getJdbcUrl("postgres", name);
    }

    private static synchronized EmbeddedPostgres running() {
        EmbeddedPostgres running = server;
        if (running == null) {
            running = start();
            server = running;
        }
        return running;
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void stop(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
