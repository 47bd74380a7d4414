package org.eksrunbook.eradicate;

import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** Whether a person decided to go on without logs; read from the ledger. */
@Component
class LogsRenounced {

    static final String KIND = "logs.renounced";

    private final Ledger ledger;

    LogsRenounced(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Whether that was decided since the present round began: each round's question is waited for anew. */
    boolean inThisRound(IncidentId id) {
        long begun = ledger.last(id, "principals.derived").map(Entry::seq).orElse(0L);
        return ledger.last(id, KIND).filter(entry -> entry.seq() > begun).isPresent();
    }
}
