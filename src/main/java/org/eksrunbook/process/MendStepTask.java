package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.InvalidInput;
import org.springframework.stereotype.Component;

/** «Mend and go on, or skip»: what failed, why, and how it goes on. */
@Component
class MendStepTask implements UserTask {

    /** What acts, proves or closes is done or not done: its record may not have a hole. */
    private static final Set<String> NEVER_SKIPPED = Set.of("serviceTask_closeIncident", "serviceTask_proveEradicated");

    /** Plans are approved and acts performed on what these make: without it people would decide on nothing, or on an older plan. */
    private static final List<String> WHAT_OTHERS_REST_ON = List.of("serviceTask_plan", "callActivity_");

    private static final String ACTING = "performActions";

    private final Ledger ledger;

    MendStepTask(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String key() {
        return "userTask_mendStep";
    }

    @Override
    public TaskView view(TaskContext context) {
        String label = context.requiredText(MendVariables.FAILED_LABEL);
        return TaskView.of(
                context.incident() + ": «" + label + "» failed. Mend and go on, or skip?",
                intro(context),
                List.of(
                        row("Step", label),
                        row("Process", processName(context)),
                        row("What went wrong", context.requiredText(MendVariables.FAILED_MESSAGE))),
                null);
    }

    @Override
    public Map<String, Object> complete(TaskCompletion completion) {
        TaskContext context = completion.context();
        boolean skipped = completion.given("outcome")
                && completion.required("outcome", List.of("mended", "skipped")).equals("skipped");
        if (skipped && !isSkippable(context)) {
            throw new InvalidInput("outcome: this step cannot be skipped, only mended");
        }
        String reason = skipped ? completion.required("reason") : completion.text("reason");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("activity", context.requiredText(MendVariables.FAILED_ACTIVITY));
        body.put("label", context.requiredText(MendVariables.FAILED_LABEL));
        body.put("message", context.requiredText(MendVariables.FAILED_MESSAGE));
        body.put("reason", reason == null ? "" : reason);
        if (skipped) {
            unread(context).ifPresent(one -> body.put(MissingFacts.WITHOUT, one.word()));
        }
        ledger.append(completion.incident(), skipped ? "step.skipped" : "step.mended", completion.actor(), body);
        return Map.of(MendVariables.MENDED, !skipped);
    }

    private static String intro(TaskContext context) {
        if (!isSkippable(context)) {
            return "This step cannot be skipped: mend the cause and let it go on.";
        }
        return unread(context)
                .map(one -> "Skipped, this step does all the rest and goes on without " + one.shown()
                        + ", now and later in this incident; what is missing is told.")
                .orElse("");
    }

    private static Optional<FactSource> unread(TaskContext context) {
        return context.variable(MendVariables.UNREAD_FACTS) instanceof String word
                ? FactSource.of(word)
                : Optional.empty();
    }

    /** Facts that are missing leave no hole in what is done: the step does all the rest. */
    private static boolean isSkippable(TaskContext context) {
        String activity = context.requiredText(MendVariables.FAILED_ACTIVITY);
        return unread(context).isPresent()
                || !context.requiredText(MendVariables.FAILED_PROCESS).equals(ACTING)
                        && !NEVER_SKIPPED.contains(activity)
                        && WHAT_OTHERS_REST_ON.stream().noneMatch(activity::startsWith);
    }

    /** Tasks that began before the name was kept have the key alone. */
    private static String processName(TaskContext context) {
        return context.variable(MendVariables.FAILED_PROCESS_NAME) instanceof String name
                ? name
                : context.requiredText(MendVariables.FAILED_PROCESS);
    }

    private static Map<String, String> row(String what, String value) {
        return Map.of("what", what, "value", value);
    }
}
