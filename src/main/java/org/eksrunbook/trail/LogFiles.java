package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.TrailSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log files of an incident: of the archive, as far as their paths say that they may matter, and those that people supplied. */
@Component
class LogFiles {

    private final ArchiveSettings settings;
    private final SuppliedLogs supplied;
    private final Artefacts artefacts;

    LogFiles(ArchiveSettings settings, SuppliedLogs supplied, Artefacts artefacts) {
        this.settings = settings;
        this.supplied = supplied;
        this.artefacts = artefacts;
    }

    /** @param accounts in which the principals known so far may have acted; empty: any */
    Listing list(Incident incident, Set<String> accounts, Window window) {
        Listing listing = incident.scope().trailSource() == TrailSource.ARCHIVE
                ? pruned(folder(incident).list(), accounts, window)
                : new Listing(List.of(), List.of(), java.util.Map.of());
        List<ArchiveFile> logs = new ArrayList<>(listing.logs());
        logs.addAll(supplied.files(incident.id()));
        return new Listing(logs, listing.refused(), listing.passedOver());
    }

    /** Where the logs come from, for people. */
    String location(Incident incident) {
        TrailSource source = incident.scope().trailSource();
        return switch (source) {
            case ARCHIVE -> Printable.of(folder(incident).path().toString());
            case UPLOAD -> "supplied logs";
            case ATHENA, LOOKUP -> source.word() + " (not read by this version: supply logs)";
        };
    }

    /** Opens files of this incident as they are stored. */
    GroupReader.Opener opener(Incident incident) {
        ArchiveFolder folder = incident.scope().trailSource() == TrailSource.ARCHIVE ? folder(incident) : null;
        return file -> open(file, folder);
    }

    private InputStream open(ArchiveFile file, @Nullable ArchiveFolder folder) throws IOException {
        if (file.artefact() != null) {
            return artefacts.open(file.artefact());
        }
        if (folder == null) {
            throw new IOException("the incident's source is not the archive any more");
        }
        return Files.newInputStream(folder.file(file));
    }

    private ArchiveFolder folder(Incident incident) {
        return ArchiveFolder.of(settings.root(), incident.scope().archivePath());
    }

    /**
     * Leaves out what cannot matter: files of other accounts, where the folders name the accounts of the scope at all, and of days outside the windows,
     * with margins (events lie in the next day's folder too).
     */
    private static Listing pruned(Listing listing, Set<String> accounts, Window window) {
        LocalDate first =
                window.baselineFrom().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        LocalDate last = window.until().atZone(ZoneOffset.UTC).toLocalDate().plusDays(2);
        boolean byAccount = !accounts.isEmpty()
                && listing.logs().stream()
                        .anyMatch(file -> file.account() != null && accounts.contains(file.account()));
        List<ArchiveFile> kept = listing.logs().stream()
                .filter(file -> !byAccount || file.account() == null || accounts.contains(file.account()))
                .filter(file -> file.day() == null || isBetween(LocalDate.parse(file.day()), first, last))
                .toList();
        return new Listing(kept, listing.refused(), listing.passedOver());
    }

    private static boolean isBetween(LocalDate day, LocalDate first, LocalDate last) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
