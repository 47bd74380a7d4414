package org.eksrunbook.recover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Is it back?», one an application, by its owner. A new way in sends the response back to eradication. */
@Component
final class ConfirmRecoveredTask implements UserTask {

    static final String KIND = "recovery.confirmed";
    static final String REFUSE = "refuse";

    private static final List<String> ANSWERS = List.of("approve", REFUSE);

    private final ApplicationsToConfirm applications;
    private final Ledger ledger;

    ConfirmRecoveredTask(ApplicationsToConfirm applications, Ledger ledger) {
        this.applications = applications;
        this.ledger = ledger;
    }

    @Override
    public String key() {
        return "userTask_confirmRecovered";
    }

    @Override
    public TaskView view(TaskContext context) {
        String application = context.requiredText(RecoverVariables.APPLICATION);
        List<Map<String, String>> rows = applications.rows(context.incident(), application).stream()
                .map(ConfirmRecoveredTask::row)
                .toList();
        return TaskView.of(
                        "Incident " + context.incident() + ": is it back?",
                        "",
                        rows,
                        "/incidents/" + context.incident() + "/resources")
                .about(application);
    }

    private static Map<String, String> row(InventoryRow row) {
        InventoryRow.RowProof proof = row.proof();
        return Map.of(
                "resource", row.type() + " " + row.id(),
                "done", row.change().word() + ", now " + row.state(),
                "proof", proof == null ? "nothing was done to it" : said(proof));
    }

    /** The state, and how it is known, where that does not begin with the same word. */
    private static String said(InventoryRow.RowProof proof) {
        boolean said = proof.how()
                .regionMatches(true, 0, proof.state(), 0, proof.state().length());
        return said ? proof.how() : proof.state() + ": " + proof.how();
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        String decision = completion.required("decision", ANSWERS);
        String reason = completion.text("reason");
        String newAccessPath = completion.text("newAccessPath");
        if (decision.equals(REFUSE) && reason == null && newAccessPath == null) {
            throw new InvalidInput("reason: is required for a refusal: say what is missing");
        }
        Map<String, Object> body = new HashMap<>();
        body.put("application", completion.context().requiredText(RecoverVariables.APPLICATION));
        body.put("decision", decision);
        body.put("newAccessPath", newAccessPath);
        body.put("reason", reason);
        ledger.append(completion.incident(), KIND, completion.actor(), body);
        // Several owners answer at once: only what changes is written, so that they do not stand in one another's way.
        Map<String, Object> gateways = new HashMap<>();
        if (newAccessPath != null) {
            gateways.put(RecoverVariables.NEW_ACCESS_PATH, true);
        }
        if (decision.equals(REFUSE)) {
            gateways.put(RecoverVariables.ALL_BACK, false);
        }
        return gateways;
    }
}
