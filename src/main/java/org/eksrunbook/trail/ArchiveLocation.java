package org.eksrunbook.trail;

import org.eksrunbook.incident.TrailLocation;
import org.springframework.stereotype.Component;

/** Where logs may be read from: below {@code runbook.archive.root}. */
@Component
final class ArchiveLocation implements TrailLocation {

    private final ArchiveSettings settings;

    ArchiveLocation(ArchiveSettings settings) {
        this.settings = settings;
    }

    @Override
    public void check(String archivePath) {
        ArchiveFolder.of(settings.root(), archivePath);
    }
}
