package org.eksrunbook.trail;

import java.nio.file.Path;
import java.time.Clock;

/** A database for parts whose work folders are a test's. */
final class PartDatabases {

    private PartDatabases() {}

    static PartDatabase in(Path folder) {
        TrailSettings settings =
                new TrailSettings(folder.toString(), 500, 1 << 26, 1L << 33, 300, 20, true, true, null);
        return new PartDatabase(new WorkFolders(settings, folder.toString(), Clock.systemUTC()));
    }
}
