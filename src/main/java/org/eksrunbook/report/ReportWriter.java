package org.eksrunbook.report;

import java.util.ArrayList;
import java.util.List;

/** Puts the chapters together. */
final class ReportWriter {

    private static final List<Chapter> CHAPTERS = List.of(
            new CoverageChapter(),
            new ClocksChapter(),
            new ScopeChapter(),
            new PrincipalsChapter(),
            new FindingsChapter(),
            new ResourcesChapter(),
            new Decisions(),
            new PlansChapter(),
            new EradicationChapter(),
            new RecoveryChapter(),
            new ForensicsChapter(),
            new ReviewChapter(),
            new MetricsChapter(),
            new MessagesChapter(),
            new CourseChapter());

    private ReportWriter() {}

    static Report write(CaseLedger ledger) {
        List<Report.Section> sections = new ArrayList<>();
        for (Chapter chapter : CHAPTERS) {
            chapter.write(ledger).ifPresent(sections::add);
        }
        // After all others: these two tell what nobody has told.
        new OtherEntries().write(ledger).ifPresent(sections::add);
        new EvidenceChapter().write(ledger).ifPresent(sections::add);
        return new Report(
                CaseFacts.incident(ledger),
                CaseFacts.severity(ledger),
                CaseFacts.verdict(ledger),
                CaseFacts.state(ledger),
                ledger.head(),
                ledger.newest().at(),
                CaseFacts.signed(ledger),
                Warnings.of(ledger),
                Summary.of(ledger),
                sections);
    }
}
