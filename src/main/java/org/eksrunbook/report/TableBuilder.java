package org.eksrunbook.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;

/** Collects the rows of one table; a table without rows is none. */
final class TableBuilder {

    private final String caption;
    private final List<String> columns;
    private final List<Report.Row> rows = new ArrayList<>();
    private final List<Report.Sentence> remarks = new ArrayList<>();

    TableBuilder(String caption, String... columns) {
        this.caption = caption;
        this.columns = List.of(columns);
    }

    TableBuilder row(Entry entry, String... cells) {
        return row(List.of(Cites.of(entry)), cells);
    }

    TableBuilder row(List<Report.Cite> cites, String... cells) {
        rows.add(new Report.Row(Arrays.asList(cells), cites));
        return this;
    }

    /** A sentence below the table: what it leaves out and where that stands. */
    TableBuilder remark(String text, Entry... entries) {
        remarks.add(SectionBuilder.sentence(text, entries));
        return this;
    }

    Optional<Report.Table> build() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Report.Table(caption, columns, rows, remarks));
    }
}
