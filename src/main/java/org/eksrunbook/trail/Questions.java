package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.eksrunbook.evidence.PrivateFolders;
import org.eksrunbook.evidence.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Asks the event parts: one database in memory, with a connection of its own for each question, the SQL from a file, every value bound. For one
 * thread.
 */
final class Questions implements AutoCloseable {

    /** Receives the rows of an answer. */
    @FunctionalInterface
    interface Row {
        void read(ResultSet row) throws SQLException, IOException;
    }

    private static final String NO_PARTS =
            "create table events (eventid varchar, source varchar, eventtime varchar, micros bigint,"
                    + " eventsource varchar, eventname varchar, awsregion varchar, accountid varchar, principal varchar,"
                    + " principalid varchar, issuerarn varchar, issuername varchar, username varchar, accesskeyid varchar,"
                    + " sourceip varchar, useragent varchar, errorcode varchar, errormessage varchar, readonly boolean,"
                    + " invokedby varchar, rank integer, file varchar, raw varchar, content ubigint)";

    private final Path folder;
    private final List<Path> parts;
    private @Nullable DuckDBConnection database;

    /**
     * @param folder for overflow, of these questions alone
     * @param parts Parquet files that we wrote
     */
    Questions(Path folder, List<Path> parts) {
        this.folder = folder;
        this.parts = List.copyOf(parts);
    }

    Receipt ask(String question, List<Object> values, Row each) {
        String sql = text(question);
        try (Connection connection = database().duplicate()) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int at = 0; at < values.size(); at++) {
                    statement.setObject(at + 1, values.get(at));
                }
                long rows = 0;
                try (ResultSet answer = statement.executeQuery()) {
                    while (answer.next()) {
                        each.read(answer);
                        rows++;
                    }
                }
                return new Receipt(question, Sha256.of(sql.getBytes(UTF_8)), parts.size(), rows);
            }
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(
                    "Look at the event parts and the server's disk: the question " + question + " was not answered ("
                            + failed.getMessage() + ")",
                    failed);
        }
    }

    /** Opened with the first question: a database costs more than most answers. */
    private DuckDBConnection database() throws SQLException, IOException {
        if (database == null) {
            DuckDBConnection opened = Duck.open(PrivateFolders.create(folder), parts, "256MB");
            try (Statement view = opened.createStatement()) {
                view.execute(parts.isEmpty() ? NO_PARTS : view());
            } catch (SQLException failed) {
                opened.close();
                throw failed;
            }
            database = opened;
        }
        return database;
    }

    @Override
    public void close() {
        try {
            if (database != null) {
                database.close();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The database of the event parts cannot be closed", failed);
        }
    }

    private String view() {
        // By what stands in them copies are told apart without carrying them along.
        return "create view events as select *, hash(raw) as content from read_parquet(["
                + parts.stream().map(Duck::quoted).collect(Collectors.joining(",")) + "])";
    }

    private static String text(String question) {
        try (InputStream file = Questions.class.getResourceAsStream("/sql/" + question + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("There is no question " + question);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("The question " + question + " cannot be read", unreadable);
        }
    }
}
