package org.eksrunbook.trail;

import java.io.IOException;

/** The bytes are no JSON from here on. */
final class MalformedJson extends IOException {
    MalformedJson(String message) {
        super(message);
    }

    /** A file may have very many of them, and each is told by its place in the file. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
