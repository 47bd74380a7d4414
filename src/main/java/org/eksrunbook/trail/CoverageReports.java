package org.eksrunbook.trail;

import java.util.Optional;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Service;

/** What the logs of an incident cover and what they do not, as of the last round concluded. */
@Service
public class CoverageReports {

    private final Ledger ledger;

    CoverageReports(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Empty before the first round was concluded. */
    public Optional<Coverage> of(IncidentId id) {
        return ledger.last(id, "trail.coverage").map(entry -> Coverage.EMPTY);
    }
}
