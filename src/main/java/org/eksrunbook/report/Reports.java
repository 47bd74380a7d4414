package org.eksrunbook.report;

import java.util.List;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.springframework.stereotype.Component;

/**
 * The report of an incident as it stands now. The same ledger gives the same bytes: nothing but its entries and the artefacts they
 * name is read, no clock for one.
 */
@Component
public class Reports {

    private final Ledger ledger;
    private final Artefacts artefacts;

    Reports(Ledger ledger, Artefacts artefacts) {
        this.ledger = ledger;
        this.artefacts = artefacts;
    }

    /** @throws InvalidInput where there is no such incident */
    public Report render(IncidentId id) {
        List<Entry> entries = ledger.entries(id);
        if (entries.isEmpty()) {
            throw new InvalidInput("There is no incident " + id);
        }
        return ReportWriter.write(new CaseLedger(entries, artefacts));
    }

    /** A page on its own: no script, one style sheet inside it, which {@link #contentSecurityPolicy()} allows by its hash. */
    public String html(Report report) {
        return ReportHtml.page(report);
    }

    /** The page's text as PDF, A4. */
    public byte[] pdf(Report report) {
        return ReportPdf.of(report);
    }

    /** The report as JSON, with the ledger's head. */
    public byte[] json(Report report) {
        return ReportJson.of(report);
    }

    /** The policy under which {@link #html} is to be served; begins {@code default-src 'none'}. */
    public static String contentSecurityPolicy() {
        return ReportHtml.POLICY;
    }
}
