package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.eksrunbook.evidence.PrivateFolders;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of one part and writes them as Parquet. Rows may come from several threads. However many there are, memory stays flat: what has
 * come together is written aside piece by piece.
 */
final class PartWriter implements AutoCloseable {

    private static final String TABLE =
            "create or replace table part (eventid varchar, source varchar, eventtime varchar, micros bigint,"
                    + " eventsource varchar, eventname varchar, awsregion varchar, accountid varchar, principal varchar,"
                    + " principalid varchar, issuerarn varchar, issuername varchar, username varchar, accesskeyid varchar,"
                    + " sourceip varchar, useragent varchar, errorcode varchar, errormessage varchar, readonly boolean,"
                    + " invokedby varchar, rank integer, file varchar, raw varchar)";

    // Row groups are what a reader holds at once, so they are small: some MB of events.
    private static final String FORMAT = " (format parquet, compression zstd, row_group_size 6144)";
    // Where the pieces meet, few records may be as large as all others together.
    private static final String JOINED =
            " (format parquet, compression zstd, row_group_size 6144, row_group_size_bytes '8MB')";
    private static final String IN_ORDER = " order by micros nulls first, source, eventid, rank, file, raw";
    static final long PIECE = 8_000_000;

    private final PartDatabase database;
    private final Path folder;
    private final long pieceLength;
    private final List<Path> pieces = new ArrayList<>();
    private @Nullable DuckDBConnection connection;
    private @Nullable DuckDBAppender appender;
    private Lock appending = new ReentrantLock();
    private boolean failed;
    private long rows;
    private long length;
    private long characters;

    /** @param folder for the files, one of the work folders or in one; made when the first row comes */
    PartWriter(PartDatabase database, Path folder) {
        this(database, folder, PIECE);
    }

    /** @param pieceLength characters of events that are held before they are written aside */
    PartWriter(PartDatabase database, Path folder, long pieceLength) {
        this.database = database;
        this.folder = folder;
        this.pieceLength = pieceLength;
    }

    synchronized void add(PartRow row) throws IOException {
        try {
            DuckDBAppender to = appender == null ? begin() : appender;
            appending.lock();
            try {
                append(to, row);
            } catch (RuntimeException unforeseen) {
                failed = true;
                throw unforeseen;
            } finally {
                appending.unlock();
            }
            rows++;
            length += row.raw().length();
            characters += row.raw().length();
            if (length >= pieceLength) {
                writeAside();
            }
        } catch (SQLException broken) {
            throw notWritten(broken);
        }
    }

    private PartNotWritten notWritten(SQLException broken) {
        failed = true;
        return new PartNotWritten(broken);
    }

    private static void append(DuckDBAppender to, PartRow row) throws SQLException {
        to.beginRow();
        to.append(row.eventId());
        to.append(row.source());
        to.append(row.eventTime());
        to.append(row.micros());
        to.append(row.eventSource());
        to.append(row.eventName());
        to.append(row.region());
        to.append(row.accountId());
        to.append(row.principal());
        to.append(row.principalId());
        to.append(row.issuerArn());
        to.append(row.issuerName());
        to.append(row.userName());
        to.append(row.accessKeyId());
        to.append(row.sourceIp());
        to.append(row.userAgent());
        to.append(row.errorCode());
        to.append(row.errorMessage());
        to.append(row.readOnly());
        to.append(row.invokedBy());
        to.append(row.rank());
        to.append(row.file());
        to.append(row.raw());
        to.endRow();
    }

    long rows() {
        return rows;
    }

    /** Of the events, as they were logged. */
    long characters() {
        return characters;
    }

    /**
     * Writes the part. Its rows stand in a fixed order, so that the same events make the same file; in a part of several pieces only within each,
     * whoever asks orders them anyway.
     */
    synchronized Path finish() throws IOException {
        if (rows == 0) {
            throw new IllegalStateException("A part without rows is not written");
        }
        try {
            if (pieces.isEmpty() || length > 0) {
                writeAside();
            }
            return pieces.size() == 1 ? pieces.get(0) : joined();
        } catch (SQLException broken) {
            throw notWritten(broken);
        }
    }

    private void writeAside() throws SQLException {
        Path piece = folder.resolve("piece-" + pieces.size() + ".parquet");
        closeAppender();
        copy("select * from part" + IN_ORDER, piece, FORMAT);
        pieces.add(piece);
        length = 0;
    }

    private Path joined() throws SQLException {
        Path file = folder.resolve("part.parquet");
        String all = pieces.stream().map(Duck::quoted).collect(Collectors.joining(","));
        copy("select * from read_parquet([" + all + "])", file, JOINED);
        return file;
    }

    private void copy(String rowsOf, Path to, String format) throws SQLException {
        execute("copy (" + rowsOf + ") to " + Duck.quoted(to) + format);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement =
                Objects.requireNonNull(connection, "opened with the first row").createStatement()) {
            statement.execute(sql);
        }
    }

    private void closeAppender() throws SQLException {
        if (appender != null) {
            appending.lock();
            try {
                appender.close();
            } finally {
                appending.unlock();
                appender = null;
            }
        }
    }

    private DuckDBAppender begin() throws SQLException, IOException {
        if (connection == null) {
            PrivateFolders.create(folder);
            connection = database.take(PartDatabase.Use.WRITING);
        }
        execute(TABLE);
        DuckDBAppender made = connection.createAppender("main", "part");
        // Every use of it is under this object's monitor, the reading threads' and the closing one's.
        appending = made.unsafeBreakThreadConfinement();
        appender = made;
        return made;
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            leave();
        } finally {
            Files.deleteIfExists(folder.resolve("part.parquet"));
            for (Path piece : pieces) {
                Files.deleteIfExists(piece);
            }
        }
    }

    private void leave() throws PartNotWritten {
        if (connection == null) {
            return;
        }
        try {
            if (failed) {
                connection.close();
            } else {
                closeAppender();
                execute("drop table if exists part");
                database.giveBack(PartDatabase.Use.WRITING, connection);
            }
        } catch (SQLException broken) {
            try {
                connection.close();
            } catch (SQLException further) {
                broken.addSuppressed(further);
            }
            throw new PartNotWritten(broken);
        }
    }
}
