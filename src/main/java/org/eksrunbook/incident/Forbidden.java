package org.eksrunbook.incident;

/** The person may not do this; the message says who may. Answers 403. */
public final class Forbidden extends RuntimeException {

    public Forbidden(String message) {
        super(message);
    }
}
