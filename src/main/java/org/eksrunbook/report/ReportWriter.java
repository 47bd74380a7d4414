package org.eksrunbook.report;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.evidence.Entry;

/** Puts the chapters together. */
final class ReportWriter {

    private static final List<Chapter> CHAPTERS = List.of();

    private ReportWriter() {}

    static Report write(CaseLedger ledger) {
        Entry opened = ledger.first("incident.opened").orElse(ledger.oldest());
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
                List.of(),
                List.of(SectionBuilder.sentence("The incident was opened.", opened)),
                sections);
    }
}
