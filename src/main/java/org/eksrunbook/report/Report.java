package org.eksrunbook.report;

import java.time.Instant;
import java.util.List;
import org.eksrunbook.evidence.Head;
import org.eksrunbook.incident.Severity;

/**
 * The report of an incident: a pure function of its ledger and the artefacts that the ledger names.
 *
 * @param head of the ledger the report was made from: entries after it are not in it
 * @param asOf time of the ledger's last entry; a report knows no other now
 * @param signed true where the last sign-off approved it and the record is still what was read: see {@link Signature}
 * @param warnings what stands first: break-glass, missed updates, overdue clocks
 * @param summary what happened, for somebody who reads one page
 * @param sections everything else, in the order of the playbook
 */
public record Report(
        String incident,
        Severity severity,
        String verdict,
        String state,
        Head head,
        Instant asOf,
        boolean signed,
        List<Sentence> warnings,
        List<Sentence> summary,
        List<Section> sections) {

    public Report {
        warnings = List.copyOf(warnings);
        summary = List.copyOf(summary);
        sections = List.copyOf(sections);
    }

    /**
     * What a statement rests on.
     *
     * @param seq the ledger entry, 0 where it is an event
     * @param mark the entry's hash, shortened, or the event's id
     */
    public record Cite(long seq, String mark) {

        /** As it is printed: {@code #12 3fa9c2d1} or {@code event 4c1d…}. */
        public String text() {
            return seq > 0 ? "#" + seq + " " + mark : "event " + mark;
        }
    }

    /** A statement and what it rests on: never empty. */
    public record Sentence(String text, List<Cite> cites) {
        public Sentence {
            cites = List.copyOf(cites);
            requireCites(cites, text);
        }
    }

    /** One heading. */
    public record Section(String id, String title, List<Sentence> sentences, List<Table> tables) {
        public Section {
            sentences = List.copyOf(sentences);
            tables = List.copyOf(tables);
        }
    }

    /** A table; each row rests on something. */
    public record Table(String caption, List<String> columns, List<Row> rows, List<Sentence> remarks) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            remarks = List.copyOf(remarks);
            for (Row row : rows) {
                if (row.cells().size() != columns.size()) {
                    throw new IllegalArgumentException(
                            caption + ": a row has " + row.cells().size() + " cells, not " + columns.size());
                }
            }
        }
    }

    /** One row of a table. */
    public record Row(List<String> cells, List<Cite> cites) {
        public Row {
            cells = List.copyOf(cells);
            cites = List.copyOf(cites);
            requireCites(cites, String.join(" | ", cells));
        }
    }

    private static void requireCites(List<Cite> cites, String statement) {
        if (cites.isEmpty()) {
            throw new IllegalArgumentException("Nothing is cited for: " + statement);
        }
    }
}
