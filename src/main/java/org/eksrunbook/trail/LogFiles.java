package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log files of an incident: of the archive, as far as their paths say that they may matter, those that people supplied, and what a source that is asked brought. */
@Component
class LogFiles {

    private final LogArchives archives;
    private final SuppliedLogs supplied;
    private final Asking asking;
    private final AuditLogAsking auditLog;
    private final Artefacts artefacts;
    private final MissingFacts missing;
    private final boolean integrity;

    LogFiles(
            LogArchives archives,
            SuppliedLogs supplied,
            Asking asking,
            AuditLogAsking auditLog,
            Artefacts artefacts,
            MissingFacts missing,
            TrailSettings settings) {
        this.integrity = settings.integrity();
        this.archives = archives;
        this.supplied = supplied;
        this.asking = asking;
        this.auditLog = auditLog;
        this.artefacts = artefacts;
        this.missing = missing;
    }

    /** @param accounts in which the principals known so far may have acted; empty: any */
    Listing list(Incident incident, Set<String> accounts, Window window) {
        Listing listing = incident.scope().trailSource() == TrailSource.ARCHIVE
                ? archived(incident, selection(accounts, window))
                : new Listing(List.of(), List.of(), List.of(), java.util.Map.of());
        List<ArchiveFile> logs = new ArrayList<>(listing.logs());
        logs.addAll(supplied.files(incident.id()));
        logs.addAll(asking.files(incident.id()));
        logs.addAll(auditLog.files(incident.id()));
        return new Listing(logs, listing.digests(), listing.refused(), listing.passedOver());
    }

    private Listing archived(Incident incident, LogSelection selection) {
        LogArchive archive = archives.archive();
        ListingCollector found = new ListingCollector(integrity);
        Unanswered unanswered = missing.unanswered(incident.id(), FactSource.LISTING);
        archive.list(incident.scope().archivePath(), selection, unanswered, found);
        if (!selection.accounts().isEmpty() && !found.names(selection)) {
            // Folders that do not tell the accounts of the scope tell nothing about accounts: all of them are read.
            found = new ListingCollector(integrity);
            archive.list(incident.scope().archivePath(), selection.ofAnyAccount(), unanswered, found);
        }
        return found.of(selection);
    }

    /** With margins: events lie in the next day's folder too. */
    private static LogSelection selection(Set<String> accounts, Window window) {
        return new LogSelection(
                accounts,
                window.baselineFrom().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1),
                window.until().atZone(ZoneOffset.UTC).toLocalDate().plusDays(2));
    }

    /** Where the logs come from, for people. */
    String location(Incident incident) {
        TrailSource source = incident.scope().trailSource();
        return switch (source) {
            case ARCHIVE -> archives.archive().location(incident.scope().archivePath());
            case UPLOAD -> "supplied logs";
            case ATHENA, LOOKUP -> asked(incident);
        };
    }

    private String asked(Incident incident) {
        String word = incident.scope().trailSource().word();
        return asking.source(incident)
                .map(source -> VisibleText.of(source.location(incident.scope())))
                .orElseGet(() -> word + " (not asked: "
                        + asking.unready(incident).orElse("this server cannot ask it") + "; supply logs)");
    }

    /** Opens files of this incident as they are stored. */
    GroupReader.Opener opener(Incident incident) {
        LogArchive archive = incident.scope().trailSource() == TrailSource.ARCHIVE ? archives.archive() : null;
        return file -> open(file, archive, incident.scope().archivePath());
    }

    /** The signature that lies beside a digest file, if the archive keeps one. */
    @Nullable
    String signature(Incident incident, String path) throws IOException {
        return archives.archive().signature(incident.scope().archivePath(), path);
    }

    /** How many files are worth reading at once. */
    int readers(Incident incident) {
        return incident.scope().trailSource() == TrailSource.ARCHIVE
                ? archives.archive().readers()
                : 2;
    }

    private InputStream open(ArchiveFile file, @Nullable LogArchive archive, @Nullable String archivePath)
            throws IOException {
        if (file.artefact() != null) {
            return artefacts.open(file.artefact());
        }
        if (archive == null) {
            throw new IOException("the incident's source is not the archive any more");
        }
        return archive.open(archivePath, file.path());
    }
}
