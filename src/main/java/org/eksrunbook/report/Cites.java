package org.eksrunbook.report;

import org.eksrunbook.evidence.Entry;

/** Makes citations. */
final class Cites {

    private static final int SHORT = 8;

    private Cites() {}

    static Report.Cite of(Entry entry) {
        return new Report.Cite(entry.seq(), entry.hash().substring(0, SHORT));
    }

    static Report.Cite event(String id) {
        return new Report.Cite(0, id);
    }
}
