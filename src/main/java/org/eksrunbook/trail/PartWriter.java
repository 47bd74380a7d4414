package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.eksrunbook.evidence.PrivateFolders;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one part and writes them as Parquet. Rows may come from several threads. */
final class PartWriter implements AutoCloseable {

    private static final String TABLE =
            "create table part (eventid varchar, source varchar, eventtime varchar, micros bigint,"
                    + " eventsource varchar, eventname varchar, awsregion varchar, accountid varchar, principal varchar,"
                    + " principalid varchar, issuerarn varchar, issuername varchar, username varchar, accesskeyid varchar,"
                    + " sourceip varchar, useragent varchar, errorcode varchar, errormessage varchar, readonly boolean,"
                    + " invokedby varchar, rank integer, file varchar, raw varchar)";

    private final Path folder;
    private @Nullable DuckDBConnection connection;
    private @Nullable DuckDBAppender appender;
    private Lock appending = new ReentrantLock();
    private long rows;

    /** @param folder for the database's overflow and the file; made when the first row comes */
    PartWriter(Path folder) {
        this.folder = folder;
    }

    synchronized void add(PartRow row) throws IOException {
        try {
            DuckDBAppender to = appender == null ? begin() : appender;
            appending.lock();
            try {
                append(to, row);
            } finally {
                appending.unlock();
            }
            rows++;
        } catch (SQLException failed) {
            throw new PartNotWritten(failed);
        }
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

    /** Writes the part. Its rows stand in a fixed order: the same events make the same file. */
    synchronized Path finish() throws IOException {
        if (connection == null || appender == null) {
            throw new IllegalStateException("A part without rows is not written");
        }
        Path file = folder.resolve("part.parquet");
        try (Statement copy = connection.createStatement()) {
            closeAppender();
            copy.execute("copy (select * from part order by micros nulls first, source, eventid, rank, file, raw) to "
                    + Duck.quoted(file) + " (format parquet, compression zstd)");
            return file;
        } catch (SQLException failed) {
            throw new PartNotWritten(failed);
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
        PrivateFolders.create(folder);
        connection = Duck.open(folder, List.of(), "256MB");
        try (Statement table = connection.createStatement()) {
            table.execute(TABLE);
        }
        DuckDBAppender made = connection.createAppender("main", "part");
        // Every use of it is under this object's monitor, the reading threads' and the closing one's.
        appending = made.unsafeBreakThreadConfinement();
        appender = made;
        return made;
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            closeAppender();
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException failed) {
            throw new PartNotWritten(failed);
        } finally {
            Files.deleteIfExists(folder.resolve("part.parquet"));
        }
    }
}
