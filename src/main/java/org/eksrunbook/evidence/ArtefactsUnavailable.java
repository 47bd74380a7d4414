package org.eksrunbook.evidence;

/** The artefact store cannot be read or written; the message says which, and what to do. May pass. */
public final class ArtefactsUnavailable extends RuntimeException {

    public ArtefactsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
