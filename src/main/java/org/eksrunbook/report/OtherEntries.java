package org.eksrunbook.report;

import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.people.Times;

/** Entries of kinds that no chapter knows: shown as they are, never left out. */
final class OtherEntries implements Chapter {

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder table =
                new TableBuilder("Entries of other kinds, as they stand", "Kind", "When", "Who", "What it says");
        for (String kind : ledger.untold()) {
            for (Entry entry : ledger.all(kind)) {
                table.row(
                        entry,
                        VisibleText.of(kind),
                        Times.precise(entry.at()),
                        Shown.actor(entry.actor()),
                        Shown.line(entry.body()));
            }
        }
        return new SectionBuilder("other", "What else was recorded").add(table).build();
    }
}
