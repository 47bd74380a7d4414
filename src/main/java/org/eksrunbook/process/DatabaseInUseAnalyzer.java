package org.eksrunbook.process;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells in words that a server with the same embedded database is running already, instead of by a stack trace. */
class DatabaseInUseAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** H2: the database file is locked by another process. */
    private static final int LOCKED = 90020;

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        return cause.getErrorCode() != LOCKED
                ? null
                : new FailureAnalysis(
                        "The embedded database is in use by another program: a server with this data folder is running already.",
                        "Use that one, stop it, or give this one another folder and port:"
                                + " --runbook.data-dir=… --server.port=…",
                        cause);
    }
}
