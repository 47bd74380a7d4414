package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.trail.TrailAnswer;
import org.jspecify.annotations.Nullable;

/** Messages of the audit log, one a line, compressed in memory; full before that is much. */
final class AuditLines {

    private static final int FULL = 8 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GZIPOutputStream zipped;
    private long count;

    AuditLines() {
        try {
            zipped = new GZIPOutputStream(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void add(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return;
        }
        try {
            // A line break between the tokens of JSON is a blank.
            zipped.write(message.strip().replace('\n', ' ').replace('\r', ' ').getBytes(UTF_8));
            zipped.write('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        count++;
    }

    boolean isFull() {
        return bytes.size() >= FULL;
    }

    long count() {
        return count;
    }

    /** Stores them; {@code null} where there are none. */
    TrailAnswer.@Nullable File keep(Artefacts artefacts, String name) {
        if (count == 0) {
            return null;
        }
        try {
            zipped.finish();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Artefact kept = artefacts.put("application/gzip", bytes::writeTo);
        return new TrailAnswer.File(name, kept.size(), kept.sha256(), null);
    }
}
