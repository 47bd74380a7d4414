package org.eksrunbook.report;

import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.people.Times;

/** The ledger itself: where it ends, how to check it, and every entry that a statement can cite. */
final class EvidenceChapter implements Chapter {

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("Every entry of the ledger", "Entry", "When", "Who", "What", "SHA-256");
        for (Entry entry : ledger.all()) {
            table.row(
                    entry,
                    Long.toString(entry.seq()),
                    Times.precise(entry.at()),
                    Shown.actor(entry.actor()),
                    VisibleText.of(Kinds.sentence(entry)),
                    entry.hash());
        }
        return new SectionBuilder("evidence", "Evidence")
                .say(
                        "This report was made from " + Shown.count(ledger.head().count(), "entry", "entries")
                                + " of the incident's ledger. The hash of the last one is "
                                + ledger.head().hash() + ".",
                        ledger.newest())
                .say(
                        "Whoever holds the manifest can check it without this server: java -jar eks-incident-runbook.jar"
                                + " verify <manifest> --artefacts <folder> --head "
                                + ledger.head().hash(),
                        ledger.newest())
                .add(table)
                .build();
    }
}
