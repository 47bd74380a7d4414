package org.eksrunbook.evidence;

import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Unanswered;
import org.springframework.stereotype.Component;

/** Which missing an incident goes on without, because a person skipped a step that could not make them. */
@Component
public class MissingFacts {

    /** Of an entry {@code step.skipped}: the word of what is gone without. */
    public static final String WITHOUT = "without";

    private static final String SKIPPED = "step.skipped";

    private final Ledger ledger;

    public MissingFacts(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Once skipped, such facts are still asked for wherever they belong, but no step fails for want of them any more. */
    public Unanswered unanswered(IncidentId id, FactSource source) {
        return ledger.entries(id, SKIPPED).stream()
                        .anyMatch(entry ->
                                source.word().equals(entry.body().path(WITHOUT).asText()))
                ? Unanswered.IS_TOLD
                : Unanswered.FAILS;
    }
}
