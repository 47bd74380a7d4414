package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB's driver unpacks its library, 60 MB, into the temporary folder and deletes it at an orderly end only: each {@code kill -9} would leave
 * one. Linux needs no file any more once the library is loaded, so it is deleted then; elsewhere it is left to the driver.
 */
final class UnpackedLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibrary.class);

    /** What the process has loaded, a line each (proc(5)). */
    private static final Path LOADED = Path.of("/proc/self/maps");

    /** As {@link Files#createTempFile} names it for the driver; a library that the system brings has no number. */
    private static final Pattern UNPACKED = Pattern.compile("\\s(/\\S*/libduckdb_java\\d+\\.so)$");

    private static boolean deleted;

    private UnpackedLibrary() {}

    /** Deletes the file that this process loaded, once; a driver that was never used unpacked none. */
    static synchronized void delete() {
        if (deleted || !Files.isReadable(LOADED)) {
            return;
        }
        try {
            for (Path file : loaded()) {
                Files.deleteIfExists(file);
                deleted = true;
            }
        } catch (IOException refused) {
            deleted = true;
            LOG.warn("DuckDB's library is left in the temporary folder: {}", refused.getMessage());
        }
    }

    private static List<Path> loaded() throws IOException {
        try (Stream<String> lines = Files.lines(LOADED)) {
            return lines.map(UNPACKED::matcher)
                    .filter(Matcher::find)
                    .map(found -> Path.of(found.group(1)))
                    .distinct()
                    .toList();
        }
    }
}
