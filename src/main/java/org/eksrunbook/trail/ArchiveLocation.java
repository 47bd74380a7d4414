package org.eksrunbook.trail;

import org.eksrunbook.incident.TrailLocation;
import org.springframework.stereotype.Component;

/** Where logs may be read from: below {@code runbook.archive.root}. */
@Component
final class ArchiveLocation implements TrailLocation {

    private final LogArchives archives;

    ArchiveLocation(LogArchives archives) {
        this.archives = archives;
    }

    @Override
    public void check(String archivePath) {
        archives.archive().check(archivePath);
    }
}
