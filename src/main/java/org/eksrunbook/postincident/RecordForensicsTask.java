package org.eksrunbook.postincident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.people.Times;
import org.eksrunbook.process.FieldLines;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Record the forensics»: findings for each kept thing, and the risks they show (correction 26). */
@Component
final class RecordForensicsTask implements UserTask {

    static final String KIND = "forensics.recorded";

    private final KeptResources kept;
    private final Ledger ledger;

    RecordForensicsTask(KeptResources kept, Ledger ledger) {
        this.kept = kept;
        this.ledger = ledger;
    }

    @Override
    public String key() {
        return "userTask_recordForensics";
    }

    @Override
    public TaskView view(TaskContext context) {
        List<Map<String, String>> rows = kept.of(context.incident()).stream()
                .map(row -> Map.of(
                        "resource",
                        row.type() + " " + row.id(),
                        "since",
                        row.lastSeen() == null ? "" : Times.precise(row.lastSeen()),
                        "reason",
                        row.dispositionReason() == null ? row.state() : row.dispositionReason(),
                        "evidence",
                        row.eventCount() + (row.eventCount() == 1 ? " event" : " events")))
                .toList();
        return TaskView.of(
                "Incident " + context.incident() + ": what did the analysis of the kept things show?",
                "",
                rows,
                "/incidents/" + context.incident() + "/resources");
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        List<InventoryRow> rows = kept.of(completion.incident());
        List<Map<String, String>> findings = new ArrayList<>();
        FieldLines.pairs("findings", completion.list("findings"))
                .forEach((thing, found) -> findings.add(Map.of("resource", find(thing, rows), "finding", found)));
        List<Map<String, String>> risks = FieldLines.cells(
                        "risks",
                        completion.list("risks"),
                        '|',
                        4,
                        4,
                        "application | risk | owner | what is done about it")
                .stream()
                .map(cells -> Map.of(
                        "application", cells.get(0),
                        "risk", cells.get(1),
                        "owner", cells.get(2),
                        "mitigation", cells.get(3)))
                .toList();
        ledger.append(
                completion.incident(),
                KIND,
                completion.actor(),
                Map.of(
                        "resources", rows.stream().map(InventoryRow::key).toList(),
                        "findings", findings,
                        "risks", risks));
        return Map.of();
    }

    private static String find(String thing, List<InventoryRow> rows) {
        return rows.stream()
                .filter(row -> thing.equals(row.key())
                        || thing.equals(row.id())
                        || thing.equals(row.arn())
                        || thing.equals(row.type() + " " + row.id()))
                .map(InventoryRow::key)
                .findFirst()
                .orElseThrow(() -> new InvalidInput("findings: none of the kept things is called what a line says"));
    }
}
