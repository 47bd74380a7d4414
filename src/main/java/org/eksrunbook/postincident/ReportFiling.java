package org.eksrunbook.postincident;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.report.Report;
import org.eksrunbook.report.Reports;
import org.springframework.stereotype.Component;

/** Files the report as it stands with each application's CMDB entry and with the entry of this process; its title says which state it is. */
@Component
class ReportFiling {

    static final String KIND = "artefacts.filed";

    private final Reports reports;
    private final Artefacts artefacts;
    private final Inventory inventory;
    private final Cmdb cmdb;
    private final Ledger ledger;

    ReportFiling(Reports reports, Artefacts artefacts, Inventory inventory, Cmdb cmdb, Ledger ledger) {
        this.reports = reports;
        this.artefacts = artefacts;
        this.inventory = inventory;
        this.cmdb = cmdb;
        this.ledger = ledger;
    }

    void file(IncidentId id) {
        Report report = reports.render(id);
        Artefact page =
                artefacts.put("text/html", out -> out.write(reports.html(report).getBytes(StandardCharsets.UTF_8)));
        Artefact json = artefacts.put("application/json", out -> out.write(reports.json(report)));
        List<String> applications = inventory.rows(id).stream()
                .map(InventoryRow::application)
                .filter(name -> !name.isEmpty())
                .distinct()
                .filter(name -> cmdb.application(name).isPresent())
                .sorted()
                .toList();
        String title = "Report of incident " + id + ", " + (report.signed() ? "signed off" : "not signed off") + ", "
                + report.head().count() + " entries";
        applications.forEach(name -> cmdb.attach(name, id, page.sha256(), title));
        cmdb.attachToProcess(id, page.sha256(), title);
        ledger.append(
                id,
                KIND,
                Actor.SYSTEM,
                Map.of(
                        "applications",
                        applications,
                        "process",
                        true,
                        "signed",
                        report.signed(),
                        "reportArtefact",
                        page.sha256(),
                        "jsonArtefact",
                        json.sha256()));
    }
}
