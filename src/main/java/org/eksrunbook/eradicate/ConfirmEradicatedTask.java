package org.eksrunbook.eradicate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.people.Times;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.process.TaskView;
import org.eksrunbook.process.UserTask;
import org.springframework.stereotype.Component;

/** «Is it eradicated?» Asked only where the proof has a gap: a person's word and reason stand in its place. */
@Component
final class ConfirmEradicatedTask implements UserTask {

    private static final List<String> ANSWERS = List.of("approve", "refuse");

    private final Incidents incidents;
    private final Reviewed reviewed;
    private final Ledger ledger;

    ConfirmEradicatedTask(Incidents incidents, Reviewed reviewed, Ledger ledger) {
        this.incidents = incidents;
        this.reviewed = reviewed;
        this.ledger = ledger;
    }

    @Override
    public String key() {
        return "userTask_confirmEradicated";
    }

    @Override
    public TaskView view(TaskContext context) {
        List<Map<String, String>> rows = new ArrayList<>();
        ledger.last(context.incident(), Proof.KIND).ifPresent(entry -> {
            for (JsonNode gap : entry.body().path("gaps")) {
                rows.add(Map.of(
                        "what", gap.path("what").asText(),
                        "from", time(gap.path("from").asText()),
                        "until", time(gap.path("until").asText()),
                        "reason", gap.path("reason").asText()));
            }
        });
        return TaskView.of(
                "Incident " + context.incident() + ": not provable from these logs. Does it count as eradicated?",
                "",
                rows,
                "/incidents/" + context.incident() + "/logs");
    }

    /** To the second; what is no time, as the proof has it. */
    private static String time(String text) {
        try {
            return Times.precise(Instant.parse(text));
        } catch (DateTimeParseException words) {
            return text;
        }
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        String decision = completion.required("decision", ANSWERS);
        String given = completion.text("reason");
        if (given == null && decision.equals("refuse")) {
            throw new InvalidInput("reason: is required for a refusal");
        }
        if (decision.equals("approve") && reviewed.isOfAnotherScope(incidents.require(completion.incident()))) {
            throw new Conflict(
                    "The scope was changed since anybody looked at what was found: refuse, so that another round looks");
        }
        String reason = given == null ? "no reason given" : given;
        ledger.append(
                completion.incident(),
                "eradication.confirmed",
                completion.actor(),
                Map.of("decision", decision, "reason", reason));
        return Map.of(EradicateVariables.ERADICATED_CONFIRMED, decision.equals("approve"));
    }
}
