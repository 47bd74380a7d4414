package org.eksrunbook.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.process.Standing;
import org.eksrunbook.process.Standings;
import org.eksrunbook.report.CaseProgress;
import org.eksrunbook.report.CaseProgresses;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.FindingOrder;
import org.springframework.stereotype.Component;

/** Puts together how an incident stands: the record, the ledger, and the engine for what is being done right now. */
@Component
class CaseViews {

    private final CaseProgresses progresses;
    private final Standings standings;
    private final VisibleFindings findings;
    private final ReadingTime reading;
    private final Inventory inventory;

    CaseViews(
            CaseProgresses progresses,
            Standings standings,
            VisibleFindings findings,
            ReadingTime reading,
            Inventory inventory) {
        this.inventory = inventory;
        this.reading = reading;
        this.progresses = progresses;
        this.standings = standings;
        this.findings = findings;
    }

    CaseView of(CaseAccess.Seen seen) {
        Incident incident = seen.incident();
        CaseProgress ledger = progresses.of(incident);
        Standing standing = standings.of(incident.id());
        return seen.own() == null
                ? whole(incident, ledger, standing)
                : own(seen, seen.own().rows(), ledger, standing);
    }

    private CaseView whole(Incident incident, CaseProgress ledger, Standing standing) {
        Inventory.Counts things = inventory.counts(incident.id());
        CaseView.Counts counts = new CaseView.Counts(
                ledger.findings(),
                ledger.findingsByCategory(),
                ledger.principals(),
                things.resources(),
                things.decided(),
                ledger.filesFound(),
                ledger.filesDone(),
                ledger.round(),
                ledger.entries());
        return new CaseView(
                incident.id().value(),
                CaseView.status(incident),
                incident.held(),
                incident.phase(),
                incident.severity(),
                incident.verdict(),
                incident.awareAt(),
                incident.openedAt(),
                incident.closedAt(),
                incident.scope(),
                ledger.clocks(),
                counts,
                progress(incident, ledger, standing, standing.waitingFor()));
    }

    private CaseView own(CaseAccess.Seen seen, List<InventoryRow> rows, CaseProgress ledger, Standing standing) {
        Incident incident = seen.incident();
        Map<String, Long> byCategory = new TreeMap<>();
        long[] count = {0};
        findings.forEach(seen, FindingFilter.ALL, FindingOrder.TIME, finding -> {
            count[0]++;
            finding.categories().forEach(category -> byCategory.merge(category.word(), 1L, Long::sum));
        });
        Inventory.Counts own = Inventory.Counts.of(rows);
        return new CaseView(
                incident.id().value(),
                CaseView.status(incident),
                incident.held(),
                incident.phase(),
                incident.severity(),
                incident.verdict(),
                incident.awareAt(),
                incident.openedAt(),
                incident.closedAt(),
                null,
                List.of(),
                new CaseView.Counts(count[0], byCategory, 0, own.resources(), own.decided(), 0, 0, 0, 0),
                progress(incident, ledger, standing, List.of()));
    }

    private CaseView.Progress progress(
            Incident incident, CaseProgress ledger, Standing standing, List<Standing.Waiting> waitingFor) {
        String step =
                standing.steps().stream().map(Standing.Step::label).distinct().collect(Collectors.joining(", "));
        Instant since = standing.steps().stream()
                .map(Standing.Step::since)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(ledger.lastEntryAt());
        boolean failing = standing.steps().stream().anyMatch(Standing.Step::failing);
        Duration left = reading.left(incident.id(), ledger.filesDone(), ledger.filesFound());
        return new CaseView.Progress(
                incident.phase(),
                step,
                since,
                ledger.filesDone(),
                ledger.filesFound(),
                left == null ? null : left.toSeconds(),
                failing,
                waitingFor);
    }
}
