package org.eksrunbook.asset;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;

/** Port: the files that AWS Config delivered below {@code runbook.archive.root}. An {@code archivePath} of null is the root itself. */
public interface DeliveredConfig {

    /**
     * @param files paths below the archive path
     * @param refused folders that cannot be listed, or not to their end, each with the reason
     */
    record Listed(List<String> files, List<String> refused) {}

    /**
     * Paths below the archive path of what may be files of AWS Config. More may be told than was asked for, never less.
     *
     * @param accounts whose files are wanted; empty: of any
     * @param regions likewise
     * @param unanswered what becomes of a folder whose list does not end: it is refused, or
     * @throws FactsUnavailable where that is waited for, and where trying again may help
     * @throws IOException where there is no such place, or it cannot be listed
     */
    Listed list(@Nullable String archivePath, Set<String> accounts, Set<String> regions, Unanswered unanswered)
            throws IOException;

    /** Opens a file as it is stored; it and its stream throw {@link FactsUnavailable} where trying again may help. */
    InputStream open(@Nullable String archivePath, String path) throws IOException;
}
