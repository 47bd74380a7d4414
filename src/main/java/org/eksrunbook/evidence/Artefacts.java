package org.eksrunbook.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Where bulk is kept, each piece under the hash of its content. What is there is never changed; storing it again is harmless. */
public interface Artefacts {

    /** Writes the content of an artefact. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Stores what the content writes; nothing is stored where it throws.
     *
     * @throws ArtefactsUnavailable where the store cannot be written, a full disk for one
     */
    Artefact put(String mediaType, Content content);

    /** Stores a file that the caller made, and leaves the file to the caller. */
    Artefact put(String mediaType, Path file);

    /** @throws ArtefactsUnavailable where there is no such artefact or it cannot be read */
    InputStream open(String sha256);

    /** The artefact as a file to be read, not written. It may be a copy that goes away when the server stops. */
    Path file(String sha256);

    boolean contains(String sha256);
}
