package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;

/**
 * Port: logs as they were delivered, below {@code runbook.archive.root}. A folder of this server is read by the trail itself; for every other place
 * there is an adapter. An {@code archivePath} of null is the root itself.
 */
public interface LogArchive {

    /** @throws InvalidInput where the path is empty, missing, or leads out of the root */
    void check(@Nullable String archivePath);

    /** For people, on one line. */
    String location(@Nullable String archivePath);

    /**
     * Tells everything that may hold logs of the selection. More may be told than was selected, never less.
     *
     * @throws InvalidInput as {@link #check}
     * @param unanswered what becomes of a folder whose list does not end: it is refused, or
     * @throws FactsUnavailable where that is waited for
     * @throws SourceUnavailable where the archive cannot be listed now
     */
    void list(@Nullable String archivePath, LogSelection selection, Unanswered unanswered, Found found);

    /**
     * Opens a file as it is stored.
     *
     * @param path as {@link Found#file} told it
     * @throws IOException where this file cannot be read, now or later; the message says why
     * @throws SourceUnavailable where trying again may help
     */
    InputStream open(@Nullable String archivePath, String path) throws IOException;

    /**
     * The signature of a digest file, in hexadecimal: CloudTrail keeps it as metadata of the object in S3. A copy in a folder has it only where
     * somebody wrote it beside the file, as {@code <file>.signature}.
     */
    @Nullable
    String signature(@Nullable String archivePath, String path) throws IOException;

    /** How many files are worth reading at once. */
    default int readers() {
        return 2;
    }

    /** Receives what is found, from one thread. */
    interface Found {

        /**
         * @param path below the archive path, with slashes
         * @param modified milliseconds since 1970
         */
        void file(String path, long size, long modified);

        /** A file or folder that cannot be read. */
        void refused(String path, String reason);

        /** Files, or a whole folder, that are none of ours. */
        void passedOver(String what, long count);
    }
}
