package org.eksrunbook.report;

import java.util.Optional;

/** How long it took, by the times in the ledger. */
final class MetricsChapter implements Chapter {

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder table = new TableBuilder("Times by the ledger", "What", "From", "Until", "Time");
        for (Metric metric : Metrics.of(ledger)) {
            table.row(metric.cites(), metric.name(), metric.fromWords(), metric.untilWords(), metric.timeWords());
        }
        return new SectionBuilder("metrics", "How long it took").add(table).build();
    }
}
