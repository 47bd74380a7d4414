package org.eksrunbook.eradicate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eksrunbook.incident.ByteSize;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.eksrunbook.trail.Scans;
import org.springframework.stereotype.Component;

/** «Approve the scan»: the next query reads more than the limit; it changes nothing but the bill. */
@Component
final class ApproveScanTask implements UserTask {

    private static final String APPROVE = "approve";

    private final Scans scans;

    ApproveScanTask(Scans scans) {
        this.scans = scans;
    }

    @Override
    public String key() {
        return "userTask_approveScan";
    }

    @Override
    public TaskView view(TaskContext context) {
        Scans.Scan scan = scans.waiting(context.incident())
                .orElseThrow(() -> new Conflict("No scan of " + context.incident() + " waits for a decision"));
        List<Map<String, String>> rows = List.of(
                Map.of("what", "It would read", "value", size(scan.bytes())),
                Map.of("what", "It would cost about", "value", scan.money()),
                Map.of("what", "Why you are asked", "value", scan.reason()));
        return TaskView.of("Incident " + context.incident() + ": may this query read so much?", "", rows, null)
                .with("query", scan.statement());
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%s (%,d bytes)", ByteSize.words(bytes), bytes);
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        boolean approve =
                completion.required("decision", List.of(APPROVE, "refuse")).equals(APPROVE);
        scans.decide(completion.incident(), completion.actor(), approve, completion.text("reason"));
        return Map.of();
    }
}
