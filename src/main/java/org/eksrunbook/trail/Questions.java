package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.eksrunbook.evidence.PrivateFolders;
import org.eksrunbook.evidence.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Asks the event parts: a database in memory that nobody else has meanwhile, with a connection of its own for each question, the SQL from a file,
 * every value bound. For one thread.
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

    private final PartDatabase databases;
    private final PartDatabase.Use use;
    private final Path folder;
    private final List<PartFile> parts;
    private @Nullable DuckDBConnection database;
    /** Whether the database may serve others afterwards: it sees the work folders alone, and nothing failed in it. */
    private boolean serves;

    /**
     * @param folder in which the parts are shown to the database, of these questions alone; one of the work folders, or in one
     * @param parts Parquet files that we wrote
     */
    Questions(PartDatabase databases, Path folder, Collection<PartFile> parts) {
        this(databases, PartDatabase.Use.ASKING, folder, parts);
    }

    /** @param use which decides how much memory the answers may take */
    Questions(PartDatabase databases, PartDatabase.Use use, Path folder, Collection<PartFile> parts) {
        this.databases = databases;
        this.use = use;
        this.folder = folder;
        this.parts = List.copyOf(parts);
    }

    /** Of all events in the parts, copies too, as they were logged; {@link PartFile#UNKNOWN} where that is not known of each part. */
    long characters() {
        return parts.stream().anyMatch(part -> part.characters() == PartFile.UNKNOWN)
                ? PartFile.UNKNOWN
                : parts.stream().mapToLong(PartFile::characters).sum();
    }

    Receipt ask(String question, List<Object> values, Row each) {
        String sql = text(question);
        boolean answered = false;
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
                answered = true;
                return new Receipt(question, Sha256.of(sql.getBytes(UTF_8)), parts.size(), rows);
            }
        } catch (SQLException | IOException unanswered) {
            throw new IllegalStateException(
                    "Look at the event parts and the server's disk: the question " + question + " was not answered ("
                            + unanswered.getMessage() + ")",
                    unanswered);
        } finally {
            serves &= answered;
        }
    }

    /** Taken with the first question: there may be none. */
    private DuckDBConnection database() throws SQLException, IOException {
        if (database == null) {
            List<Path> files = parts.stream().map(PartFile::path).toList();
            PrivateFolders.create(folder);
            try {
                files = linked(files);
                database = databases.take(use);
                serves = true;
            } catch (UnsupportedOperationException | FileSystemException linkless) {
                // Parts lie on another disk: a database of these questions alone sees them there.
                database = Duck.open(folder, files, use.memory());
            }
            execute(files.isEmpty() ? NO_PARTS : view(files));
        }
        return database;
    }

    /** The parts under names in our folder, where a database that outlives these questions sees them. */
    private List<Path> linked(List<Path> files) throws IOException {
        List<Path> links = new ArrayList<>();
        for (Path file : files) {
            links.add(Files.createLink(folder.resolve(UUID.randomUUID() + ".parquet"), file));
        }
        return links;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = Objects.requireNonNull(database, "taken with the first question")
                .createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        if (database == null) {
            return;
        }
        try {
            if (serves) {
                execute(parts.isEmpty() ? "drop table events" : "drop view events");
                databases.giveBack(use, database);
            } else {
                database.close();
            }
        } catch (SQLException broken) {
            try {
                database.close();
            } catch (SQLException further) {
                broken.addSuppressed(further);
            }
            throw new IllegalStateException("The database of the event parts cannot be left", broken);
        }
    }

    private static String view(List<Path> files) {
        // By what stands in them copies are told apart without carrying them along.
        return "create view events as select *, hash(raw) as content from read_parquet(["
                + files.stream().map(Duck::quoted).collect(Collectors.joining(",")) + "])";
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
