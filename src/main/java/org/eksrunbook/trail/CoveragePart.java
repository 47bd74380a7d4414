package org.eksrunbook.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The coverage of some accounts alone, written anew from their trails: no sentence of the whole is taken over, since it may name anybody. */
final class CoveragePart {

    private static final String MORE =
            "Further limits, which name others too, are told to responders: changes to logging, late logs, how far principals were followed.";

    private final Coverage whole;
    private final Set<String> accounts;
    private final List<Coverage.Trail> trails;

    CoveragePart(Coverage whole, Set<String> accounts) {
        this.whole = whole;
        this.accounts = accounts;
        this.trails = whole.trails().stream()
                .filter(trail -> accounts.contains(trail.accountId()))
                .toList();
    }

    Coverage write() {
        return new Coverage(
                whole.baselineFrom(),
                whole.compromisedAt(),
                whole.until(),
                whole.files(),
                whole.filesRead(),
                trails.stream().mapToLong(Coverage.Trail::events).sum(),
                whole.auditLog(),
                trails,
                List.of(),
                List.of(),
                null,
                statements());
    }

    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        List<Coverage.Trail> counted =
                trails.stream().filter(trail -> !trail.askedAlone()).toList();
        Window window = new Window(
                Instant.parse(whole.baselineFrom()),
                Instant.parse(whole.compromisedAt()),
                Instant.parse(whole.until()));
        LogReach reach = new LogReach(window, accounts, counted, null);
        boolean judged = trails.stream().noneMatch(Coverage.Trail::askedAlone)
                || counted.stream().anyMatch(trail -> trail.source().equals(Finding.CLOUDTRAIL));
        if (judged) {
            statements.addAll(reach.unseen());
            statements.addAll(reach.endedRegions());
        }
        if (!whole.unreadable().isEmpty()) {
            statements.add(
                    "Files or pieces of files could not be read, or not wholly; what is missing of them is not known.");
        }
        counted.forEach(trail -> LogGaps.silence(trail).ifPresent(statements::add));
        if (judged) {
            statements.add(reach.dataEvents());
        }
        // Whether a source that was asked for it answered, the whole knows.
        if (whole.statements().contains(CoverageWriter.NO_AUDIT_LOG)) {
            statements.add(CoverageWriter.NO_AUDIT_LOG);
        }
        new LogReach(window, accounts, whole.trails(), null)
                .auditLogEnd()
                .filter(whole.statements()::contains)
                .ifPresent(statements::add);
        if (judged) {
            statements.add(reach.baseline());
        }
        trails.forEach(trail -> LogGaps.daysWithout(trail).ifPresent(statements::add));
        Integrity integrity = whole.integrity();
        if (integrity != null && !integrity.deviations().isEmpty()) {
            statements.add("Some logs are not as CloudTrail delivered them: ask the responders which.");
        }
        statements.add(MORE);
        return statements;
    }
}
