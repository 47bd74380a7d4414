package org.eksrunbook.eradicate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.Findings;
import org.springframework.stereotype.Component;

/** What the last review of the findings knew, beside what is known by now. */
@Component
class Reviewed {

    static final String KIND = "findings.reviewed";

    private final Ledger ledger;
    private final Findings findings;

    Reviewed(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    /** Whether the scope was changed since. */
    boolean isOfAnotherScope(Incident incident) {
        return known(incident, "scopeVersion")
                .filter(version -> version.asInt() != incident.scope().version())
                .isPresent();
    }

    /**
     * How many calls took effect of which it knew nothing: delivered late, or made while the plan was with its approver and its performer.
     */
    long unknownTo(Incident incident) {
        return known(incident, "effective")
                .map(known -> findings.count(incident.id(), FindingFilter.EFFECTIVE) - known.asLong())
                .filter(more -> more > 0)
                .orElse(0L);
    }

    private Optional<JsonNode> known(Incident incident, String field) {
        return ledger.last(incident.id(), KIND)
                .map(Entry::body)
                .map(body -> body.path(field))
                .filter(JsonNode::isNumber);
    }
}
