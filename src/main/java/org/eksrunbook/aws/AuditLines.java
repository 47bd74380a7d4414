package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.trail.TrailAnswer;
import org.jspecify.annotations.Nullable;

/** Messages of the audit log, each once, one a line, compressed in memory; full before that is much. */
final class AuditLines {

    private static final int FULL = 8 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GZIPOutputStream zipped;
    private final Set<Mark> known = new HashSet<>();
    private long count;

    /** By what they hold, messages are known again: a stage of a request has its id and its times to the microsecond in it. */
    private record Mark(long head, long tail) {
        static Mark of(byte[] line) {
            ByteBuffer hash = ByteBuffer.wrap(Sha256.digest().digest(line));
            return new Mark(hash.getLong(), hash.getLong());
        }
    }

    /** @param brought files that were kept of such lines before: what stands in them is left out */
    AuditLines(Artefacts artefacts, List<String> brought) {
        brought.forEach(file -> remember(artefacts.open(file)));
        try {
            zipped = new GZIPOutputStream(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void remember(InputStream file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                known.add(Mark.of(line.getBytes(UTF_8)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void add(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return;
        }
        // A line break between the tokens of JSON is a blank.
        byte[] line = message.strip().replace('\n', ' ').replace('\r', ' ').getBytes(UTF_8);
        if (!known.add(Mark.of(line))) {
            return;
        }
        try {
            zipped.write(line);
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
