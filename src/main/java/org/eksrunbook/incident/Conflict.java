package org.eksrunbook.incident;

/** What was asked does not fit the state any more: already open, already done, changed meanwhile. Answers 409. */
public final class Conflict extends RuntimeException {

    public Conflict(String message) {
        super(message);
    }
}
