package org.eksrunbook.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start without a usable data folder with what to do, instead of a stack trace. */
class DataFolderAnalyzer extends AbstractFailureAnalyzer<DataFolderUnusable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataFolderUnusable cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Name a folder that this user may write: --runbook.data-dir=… (or SPRING_DATASOURCE_URL for the database alone)",
                cause);
    }
}
