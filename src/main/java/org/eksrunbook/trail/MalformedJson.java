package org.eksrunbook.trail;

import java.io.IOException;

/** The bytes are no JSON from here on. */
final class MalformedJson extends IOException {
    MalformedJson(String message) {
        super(message);
    }
}
