package org.eksrunbook.trail;

import java.nio.file.Path;

/**
 * An event part on the disk.
 *
 * @param characters of its events, as they were logged; {@link #UNKNOWN} where an earlier version wrote it
 */
record PartFile(Path path, long characters) {

    static final long UNKNOWN = -1;
}
