package org.eksrunbook.report;

import org.eksrunbook.evidence.Entry;

/** How sure it is that an action took effect. Only a read-back proves; what a person says is stated. */
final class ProofWords {

    private ProofWords() {}

    static String of(Plan plan, Plan.Proof proof) {
        String how = Shown.prose(proof.how());
        return switch (proof.state()) {
            case "proven" -> "proven: " + how;
            case "stated" -> "stated by " + performer(plan) + ", not read" + (how.isEmpty() ? "" : ": " + how);
            case "failed" -> "not done: " + how;
            default -> Shown.prose(proof.state()) + ": " + how;
        };
    }

    /** Performed, and nobody has looked yet. */
    static String unread(Plan plan, String action, Entry performed) {
        return plan.done(action)
                ? "stated by " + Shown.actor(performed.actor()) + ", not read"
                : "not done, says " + Shown.actor(performed.actor());
    }

    private static String performer(Plan plan) {
        return plan.outcome().map(entry -> Shown.actor(entry.actor())).orElse("nobody");
    }
}
