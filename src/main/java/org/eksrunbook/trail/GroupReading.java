package org.eksrunbook.trail;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What reading a group gave.
 *
 * @param part the events found, as Parquet in the caller's folder; {@code null}: none
 */
record GroupReading(
        GroupReport report, long matched, @Nullable Path part) {}
