package org.eksrunbook.trail;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Checks the chain of CloudTrail's digests and the logs they vouch for. Stricter than {@code aws cloudtrail validate-logs}: several digests missing
 * in a row, bytes behind the first gzip member, late deliveries and logs that no digest names are told too.
 */
@Component
class IntegrityCheck {

    private static final int MOST = 1000;

    private final LogFiles logs;
    private final ArchiveSettings archive;
    private final TrailSettings settings;
    private final ObjectProvider<DigestKeys> liveKeys;
    private final MissingFacts missing;
    private final Clock clock;

    IntegrityCheck(
            LogFiles logs,
            ArchiveSettings archive,
            TrailSettings settings,
            ObjectProvider<DigestKeys> liveKeys,
            MissingFacts missing,
            Clock clock) {
        this.logs = logs;
        this.archive = archive;
        this.settings = settings;
        this.liveKeys = liveKeys;
        this.missing = missing;
        this.clock = clock;
    }

    Integrity of(Incident incident, Window window, List<GroupReport> reports) {
        Map<DigestChain.Line, List<DigestFacts>> lines =
                new TreeMap<>(java.util.Comparator.comparing(DigestChain.Line::toString));
        for (GroupReport report : reports) {
            if (report.digests() != null) {
                report.digests()
                        .forEach(digest -> lines.computeIfAbsent(
                                        DigestChain.Line.of(digest.path()), first -> new ArrayList<>())
                                .add(digest));
            }
        }
        if (lines.isEmpty() || incident.scope().trailSource() != TrailSource.ARCHIVE) {
            return Integrity.none();
        }
        return checked(incident, window, reports, lines);
    }

    private Integrity checked(
            Incident incident,
            Window window,
            List<GroupReport> reports,
            Map<DigestChain.Line, List<DigestFacts>> lines) {
        List<Coverage.UnreadableFile> deviations = new ArrayList<>();
        BiConsumer<String, String> tell = (file, reason) -> {
            if (deviations.size() < MOST) {
                deviations.add(new Coverage.UnreadableFile(VisibleText.of(file), VisibleText.of(reason)));
            }
        };
        DigestedLogs digested = new DigestedLogs(reports, window, tell);
        Map<String, List<DigestChain>> chains = new TreeMap<>();
        TreeSet<String> why = new TreeSet<>();
        long digests = 0;
        long signatures = 0;
        long unsigned = 0;
        for (Map.Entry<DigestChain.Line, List<DigestFacts>> line : lines.entrySet()) {
            DigestChain chain = new DigestChain(line.getValue(), window.baselineFrom(), tell);
            Map<String, PublicKey> keys = keys(incident, line.getKey(), chain, why);
            chain.check(keys, digest -> beside(incident, digest));
            line.getValue().forEach(digested::compare);
            if (!line.getKey().backfill()) {
                chains.computeIfAbsent(
                                line.getKey().account() + " " + line.getKey().region(), first -> new ArrayList<>())
                        .add(chain);
            }
            digests += line.getValue().size();
            signatures += chain.signatures();
            unsigned += chain.unsigned();
        }
        digested.compareRest(chains);
        if (unsigned > 0 && why.isEmpty()) {
            why.add("this copy of the newest digests holds no signature, or no known key made it");
        }
        String state = !deviations.isEmpty() ? "deviations" : unsigned > 0 ? "unsigned" : "validated";
        return new Integrity(
                state,
                digests,
                signatures,
                digested.sound(),
                digested.uncovered(),
                unsigned == 0 ? "" : String.join("; ", why),
                deviations);
    }

    private Map<String, PublicKey> keys(
            Incident incident, DigestChain.Line line, DigestChain chain, TreeSet<String> why) {
        DigestKeys source = source();
        if (source == null) {
            why.add("no public keys are known (runbook.trail.digest-keys)");
            return Map.of();
        }
        try {
            // A backfill digest is signed when it is made, by the key of that day, which may be long after what it
            // tells of.
            Instant until = line.backfill() ? clock.instant() : chain.ends();
            return source.of(
                    line.region(), chain.begins(), until, missing.unanswered(incident.id(), FactSource.DIGEST_KEYS));
        } catch (SourceUnavailable away) {
            why.add(Reasons.of(away));
            return Map.of();
        }
    }

    private @Nullable DigestKeys source() {
        if (settings.digestKeys() != null && !settings.digestKeys().isBlank()) {
            return new DigestKeyFile(Path.of(settings.digestKeys()));
        }
        boolean live = archive.root() != null && archive.root().startsWith("s3://");
        return live ? liveKeys.getIfAvailable() : null;
    }

    private @Nullable String beside(Incident incident, DigestFacts digest) {
        try {
            return logs.signature(incident, digest.path());
        } catch (IOException unreadable) {
            // Then this digest counts as one whose signature is not known.
            return null;
        }
    }
}
