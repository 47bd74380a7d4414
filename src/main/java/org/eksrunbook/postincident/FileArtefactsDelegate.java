package org.eksrunbook.postincident;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.asset.Cmdb;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.eksrunbook.report.Report;
import org.eksrunbook.report.Reports;
import org.springframework.stereotype.Component;

/** Files the report as it stands with each application's CMDB entry and with the entry of this process (Part 5, last step; correction 3). */
@Component
final class FileArtefactsDelegate implements JavaDelegate {

    private final Reports reports;
    private final Artefacts artefacts;
    private final Inventory inventory;
    private final Cmdb cmdb;
    private final Ledger ledger;

    FileArtefactsDelegate(Reports reports, Artefacts artefacts, Inventory inventory, Cmdb cmdb, Ledger ledger) {
        this.reports = reports;
        this.artefacts = artefacts;
        this.inventory = inventory;
        this.cmdb = cmdb;
        this.ledger = ledger;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IncidentId id = BusinessKey.of(execution);
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
        applications.forEach(name -> cmdb.attach(name, id, page.sha256(), "Report of incident " + id));
        cmdb.attachToProcess(id, page.sha256(), "Report of incident " + id);
        ledger.append(
                id,
                "artefacts.filed",
                Actor.SYSTEM,
                Map.of(
                        "applications",
                        applications,
                        "process",
                        true,
                        "reportArtefact",
                        page.sha256(),
                        "jsonArtefact",
                        json.sha256()));
    }
}
