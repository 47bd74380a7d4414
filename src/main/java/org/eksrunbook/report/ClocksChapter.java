package org.eksrunbook.report;

import java.util.List;
import java.util.Optional;
import org.eksrunbook.people.Clocks;
import org.eksrunbook.people.Deadline;
import org.eksrunbook.people.Times;

/** The regulatory clocks, as they stood when the last entry was written. */
final class ClocksChapter implements Chapter {

    static List<Deadline> deadlines(CaseLedger ledger) {
        return Clocks.at(
                CaseFacts.awareAt(ledger), ledger.all(), ledger.newest().at());
    }

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder table =
                new TableBuilder("Clocks by regulation", "Regulation", "What has to be told", "Due", "How it stands");
        ledger.all("clock.decided");
        for (Deadline deadline : deadlines(ledger)) {
            table.row(
                    ledger.entry(deadline.seq()).orElse(ledger.opened()),
                    deadline.regulation(),
                    deadline.what(),
                    Times.of(deadline.due()),
                    deadline.standing(ledger.newest().at()));
        }
        return new SectionBuilder("clocks", "Regulatory clocks")
                .say(
                        "They run from when the organisation became aware, " + Times.of(CaseFacts.awareAt(ledger))
                                + ", and are shown as of "
                                + Times.of(ledger.newest().at())
                                + ", the time of the last entry. Only a recorded decision stops one.",
                        ledger.opened(),
                        ledger.newest())
                .add(table)
                .build();
    }
}
