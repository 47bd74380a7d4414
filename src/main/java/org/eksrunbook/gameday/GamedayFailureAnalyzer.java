package org.eksrunbook.gameday;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a failed start of the game day with what went wrong and what to do, instead of a stack trace. */
class GamedayFailureAnalyzer extends AbstractFailureAnalyzer<GamedayFailure> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, GamedayFailure cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
