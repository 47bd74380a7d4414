package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A plan with everything the ledger says of it.
 *
 * @param decisions approvals and refusals in order
 * @param intended the pictures of how it was before
 * @param superseded true where a later plan took its place before it was performed
 */
record Plan(
        String id,
        Entry made,
        List<JsonNode> actions,
        List<Entry> decisions,
        List<Entry> intended,
        List<Entry> performed,
        List<Proof> proofs,
        boolean superseded) {

    Plan {
        decisions = List.copyOf(decisions);
        intended = List.copyOf(intended);
        performed = List.copyOf(performed);
        proofs = List.copyOf(proofs);
        actions = List.copyOf(actions);
    }

    String purpose() {
        return made.body().path("purpose").asText();
    }

    @Nullable
    Entry lastDecision() {
        return decisions.isEmpty() ? null : decisions.get(decisions.size() - 1);
    }

    boolean approved() {
        Entry last = lastDecision();
        return last != null && last.kind().equals("plan.approved");
    }

    boolean refused() {
        Entry last = lastDecision();
        return last != null && last.kind().equals("plan.refused");
    }

    boolean breakGlass() {
        Entry last = lastDecision();
        return last != null && last.body().path("breakGlass").asBoolean();
    }

    Optional<Entry> outcome() {
        return performed.stream().reduce((one, other) -> other);
    }

    boolean done() {
        return outcome()
                .map(entry -> entry.body().path("outcome").asText().equals("done"))
                .orElse(false);
    }

    /** Whether who performed the plan says that this action was done: all were, or others failed than this one. */
    boolean done(String action) {
        return outcome()
                .map(Entry::body)
                .filter(body -> done() || others(body.path("failed"), action))
                .isPresent();
    }

    /** «failed» without a list: nothing of it is certain. */
    private static boolean others(JsonNode failed, String action) {
        boolean among = false;
        for (JsonNode one : failed) {
            among |= one.path("action").asText().equals(action);
        }
        return !failed.isEmpty() && !among;
    }

    /** The newest proof of an action. */
    Optional<Proof> proof(String action) {
        return proofs.stream().filter(proof -> proof.action().equals(action)).reduce((one, other) -> other);
    }

    /** What a read-back said of one action. */
    record Proof(Entry entry, String action, String state, String how) {}
}
