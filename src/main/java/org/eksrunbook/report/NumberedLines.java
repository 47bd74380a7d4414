package org.eksrunbook.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lines of a file as bytes, each with the place where it begins. */
final class NumberedLines implements AutoCloseable {

    private final InputStream in;
    private long position;
    private long offset;

    NumberedLines(Path path) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    }

    /** The next line without its end; {@code null} at the end of the file. */
    byte @Nullable [] read() throws IOException {
        offset = position;
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        int letter;
        while ((letter = in.read()) >= 0) {
            position++;
            if (letter == '\n') {
                return line.toByteArray();
            }
            line.write(letter);
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    /** Where the line read last begins. */
    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
