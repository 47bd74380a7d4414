package org.eksrunbook.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;

/** A real PostgreSQL for tests: started once by the first who asks, stopped with the tests; everyone gets an empty database. */
public final class PostgresServer {

    private static EmbeddedPostgres server;

    private PostgresServer() {}

    /** The address of a database that is new and empty; user and password are {@code postgres}. */
    public static synchronized String emptyDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(PostgresServer::stop));
            }
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return server.getJdbcUrl("postgres", name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void stop() {
        try {
            server.close();
        } catch (IOException stopped) {
            throw new UncheckedIOException(stopped);
        }
    }
}
