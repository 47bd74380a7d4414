package org.eksrunbook.gameday;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes one gzip file; the fastest level, since thousands are written at once. */
final class GzipFile {
    private GzipFile() {}

    static void write(Path file, byte[] content) {
        try (OutputStream out = new FastGzip(PrivateFile.create(file))) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 16 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
