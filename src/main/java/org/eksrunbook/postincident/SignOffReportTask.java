package org.eksrunbook.postincident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Head;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.eksrunbook.report.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * «Sign off the report»: by somebody else than who completed the review. The state of the record that was read is signed: that which
 * the task shows, or the one whose hash is given where the record went on meanwhile.
 */
@Component
final class SignOffReportTask implements UserTask {

    private static final List<String> ANSWERS = List.of("approve", "refuse");

    private final Ledger ledger;

    SignOffReportTask(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String key() {
        return "userTask_signOffReport";
    }

    @Override
    public TaskView view(TaskContext context) {
        Head head = ledger.head(context.incident());
        return TaskView.of(
                "Incident " + context.incident() + ": does the report stand?",
                "",
                List.of(
                        Map.of("what", "Entries in the record", "value", String.valueOf(head.count())),
                        Map.of("what", "Hash of the last entry", "value", head.hash())),
                "/api/incidents/" + context.incident() + "/report.html");
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        IncidentId id = completion.incident();
        String decision = completion.required("decision", ANSWERS);
        String reason = completion.text("reason");
        if (decision.equals("refuse") && reason == null) {
            throw new InvalidInput("reason: is required to send the report back");
        }
        ledger.last(id, IncidentReview.KIND)
                .filter(review -> review.actor().equals(completion.actor().name()))
                .ifPresent(review -> {
                    throw new Forbidden("You completed the review: the report is signed by somebody else,"
                            + " a manager or an approver");
                });
        List<Entry> record = ledger.entries(id);
        Head read = read(record, completion.text("head"));
        if (decision.equals("approve")) {
            List<String> unread = Signature.unread(record, read.count());
            if (!unread.isEmpty()) {
                throw new Conflict("The record went on after the state that you sign (" + String.join(", ", unread)
                        + "): read the report again, and give as head the hash of the last entry that it shows");
            }
        }
        Map<String, Object> body = new HashMap<>();
        body.put("decision", decision);
        body.put("head", read);
        body.put("reason", reason);
        ledger.append(id, "report.signed", completion.actor(), body);
        return Map.of(PostIncidentVariables.SIGNED_OFF, decision.equals("approve"));
    }

    /** The task is made in the transaction that files the report: that entry, or that of its being skipped, is the last one it shows. */
    private static Head read(List<Entry> record, @Nullable String hash) {
        Entry read = record.stream()
                .filter(entry -> hash == null ? isFiling(entry) : entry.hash().equals(hash))
                .reduce((one, later) -> later)
                .orElseThrow(() -> new InvalidInput("head: is the hash of the last entry, as the report shows it"));
        return new Head(read.seq(), read.hash());
    }

    private static boolean isFiling(Entry entry) {
        return entry.kind().equals(ReportFiling.KIND)
                || entry.kind().equals("step.skipped")
                        && entry.body().path("activity").asText().equals("serviceTask_fileArtefacts");
    }
}
