package org.eksrunbook.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Sha256;

/** Artefacts in memory. */
final class HeldArtefacts implements Artefacts {

    private final Map<String, byte[]> held = new ConcurrentHashMap<>();

    @Override
    public Artefact put(String mediaType, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.writeTo(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String hash = Sha256.of(bytes.toByteArray());
        held.put(hash, bytes.toByteArray());
        return new Artefact(hash, bytes.size(), mediaType);
    }

    @Override
    public Artefact put(String mediaType, Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(String sha256) {
        return new ByteArrayInputStream(Objects.requireNonNull(held.get(sha256)));
    }

    @Override
    public Path file(String sha256) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean contains(String sha256) {
        return held.containsKey(sha256);
    }
}
