package org.eksrunbook.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.incident.InvalidInput;

/**
 * What people decided about a regulatory clock. Stands in ledger entries {@code clock.decided} as the body, and in
 * {@code incident.reviewed} as an element of {@code regulators}.
 *
 * @param decision {@code notified}: the regulator was told; {@code nobody}: nobody is to be notified, with the reason
 * @param at when it was told or decided
 * @param reason for {@code notified} the reference; for {@code nobody} required
 */
public record ClockDecision(String clock, String decision, Instant at, String reason, long seq) {

    /** @throws InvalidInput where the clock or decision is unknown, or a reason is missing */
    public ClockDecision {
        List<String> faults = new ArrayList<>();
        if (Regulation.ofClock(clock).isEmpty()) {
            faults.add("clock: one of " + Regulation.clocks());
        }
        if (!decision.equals("notified") && !decision.equals("nobody")) {
            faults.add("decision: 'notified' or 'nobody'");
        }
        if (decision.equals("nobody") && reason.isBlank()) {
            faults.add("reason: say why nobody is to be notified");
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    boolean nobody() {
        return decision.equals("nobody");
    }

    /** The decisions of a ledger in order; what is no decision is left out, the report shows it as it stands. */
    static List<ClockDecision> in(List<Entry> entries) {
        List<ClockDecision> decisions = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.kind().equals("clock.decided")) {
                add(decisions, entry.body(), entry);
            } else if (entry.kind().equals("incident.reviewed")) {
                entry.body().path("regulators").forEach(regulator -> add(decisions, regulator, entry));
            }
        }
        return decisions;
    }

    private static void add(List<ClockDecision> decisions, JsonNode node, Entry entry) {
        try {
            String at = node.path("at").asText("");
            decisions.add(new ClockDecision(
                    node.path("clock").asText(""),
                    node.path("decision").asText(""),
                    at.isEmpty() ? entry.at() : Instant.parse(at),
                    node.path("reason").asText(""),
                    entry.seq()));
        } catch (InvalidInput | DateTimeException notADecision) {
            // Written by an older version or another hand: no clock stops for it.
            return;
        }
    }
}
