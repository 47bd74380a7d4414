package org.eksrunbook.asset;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.FactsUnavailable;
import org.jspecify.annotations.Nullable;

/** Port: the files that AWS Config delivered below {@code runbook.archive.root}. An {@code archivePath} of null is the root itself. */
public interface DeliveredConfig {

    /**
     * Paths below the archive path of what may be files of AWS Config. More may be told than was asked for, never less.
     *
     * @param accounts whose files are wanted; empty: of any
     * @param regions likewise
     * @throws IOException where there is no such place, or it cannot be listed
     * @throws FactsUnavailable where trying again may help
     */
    List<String> list(@Nullable String archivePath, Set<String> accounts, Set<String> regions) throws IOException;

    /** Opens a file as it is stored; it and its stream throw {@link FactsUnavailable} where trying again may help. */
    InputStream open(@Nullable String archivePath, String path) throws IOException;
}
