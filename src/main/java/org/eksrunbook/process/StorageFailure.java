package org.eksrunbook.process;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Recognises, behind whatever was thrown, that the place where state lies is full or away: no fault of the request, and it may pass. */
public final class StorageFailure {

    /** H2: the database is closed, has been closed, or could not write. */
    private static final Set<Integer> EMBEDDED = Set.of(90098, 90121, 90031, 90028);

    private static final String FULL = "No space left on device";
    private static final String DISK_FULL_STATE = "53100";
    private static final String CONNECTION_STATE = "08";

    private StorageFailure() {}

    /** What to do about it, where storage is what failed. */
    public static Optional<String> behind(Throwable failure) {
        Throwable at = failure;
        boolean away = false;
        for (int depth = 0; at != null && depth < 40; depth++) {
            if (isFull(at)) {
                return Optional.of(
                        "The disk is full: free space where the server keeps its data, then start the server again."
                                + " What it had answered is kept, this request is not");
            }
            away |= isAway(at);
            at = at.getCause();
        }
        return away
                ? Optional.of("The database cannot be reached, or has closed itself: look at the server's log and disk,"
                        + " mend it and start the server again. What it had answered is kept")
                : Optional.empty();
    }

    private static boolean isFull(Throwable failure) {
        return failure instanceof SQLException sql && DISK_FULL_STATE.equals(sql.getSQLState())
                || failure instanceof IOException
                        && String.valueOf(failure.getMessage()).contains(FULL);
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof SQLException sql
                && (EMBEDDED.contains(sql.getErrorCode())
                        || sql.getSQLState() != null && sql.getSQLState().startsWith(CONNECTION_STATE));
    }
}
