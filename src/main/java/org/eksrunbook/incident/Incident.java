package org.eksrunbook.incident;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The case record as it stands now. The history of it is the ledger's.
 *
 * @param awareAt when the organisation became aware: the regulatory clocks run from here
 * @param held true: everything that acts waits
 * @param finding the GuardDuty finding as it came in
 * @param contained what Part 2 isolated, revoked, captured
 * @param resources given for recovery alone
 */
public record Incident(
        IncidentId id,
        boolean open,
        boolean held,
        Phase phase,
        Severity severity,
        Verdict verdict,
        Instant awareAt,
        Instant openedAt,
        @Nullable Instant closedAt,
        Scope scope,
        @Nullable JsonNode finding,
        List<GivenResource> contained,
        List<Stakeholder> stakeholders,
        List<GivenResource> resources) {

    public Incident {
        contained = List.copyOf(contained);
        stakeholders = List.copyOf(stakeholders);
        resources = List.copyOf(resources);
    }
}
