package org.eksrunbook.process;

/** There is too little room to begin or complete anything; says how much to free, and where. Answers 503. */
public final class DiskNearlyFull extends RuntimeException {

    DiskNearlyFull(String message) {
        super(message);
    }
}
