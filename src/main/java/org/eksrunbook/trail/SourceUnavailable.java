package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;

/** A source of logs does not answer as it should; trying again may help. The message says what to do. The step fails and is repeated. */
public final class SourceUnavailable extends RuntimeException {

    public SourceUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
