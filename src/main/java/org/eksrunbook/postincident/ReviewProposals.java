package org.eksrunbook.postincident;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.CoverageReports;
import org.springframework.stereotype.Component;

/** What the review starts from: what the record already knows of ways in, and what the logs could not show. */
@Component
class ReviewProposals {

    private final Ledger ledger;
    private final CoverageReports coverage;

    ReviewProposals(Ledger ledger, CoverageReports coverage) {
        this.ledger = ledger;
        this.coverage = coverage;
    }

    /** Each cause with its fix, and the new ways in that were seen. */
    List<String> vectors(IncidentId id) {
        List<String> vectors = new ArrayList<>();
        for (Entry entry : ledger.entries(id, "recovery.decided")) {
            String fix = entry.body().path("fix").asText("");
            vectors.add(entry.body().path("cause").asText() + (fix.isEmpty() ? "" : " Stopped by: " + fix));
        }
        for (Entry entry : ledger.entries(id, "recovery.confirmed")) {
            JsonNode path = entry.body().path("newAccessPath");
            if (path.isTextual()) {
                vectors.add(path.asText());
            }
        }
        return vectors.stream().distinct().toList();
    }

    /** What the logs cover and what they could not show, to look at; which of it is a misconfiguration a person says. */
    List<String> coverage(IncidentId id) {
        return coverage.of(id).map(covered -> covered.statements()).orElse(List.of());
    }
}
