package org.eksrunbook.postincident;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.CoverageReports;
import org.springframework.stereotype.Component;

/** What the review starts from: what the record already knows of ways in, misconfigurations and gaps. */
@Component
class ReviewProposals {

    private final Ledger ledger;
    private final CoverageReports coverage;

    ReviewProposals(Ledger ledger, CoverageReports coverage) {
        this.ledger = ledger;
        this.coverage = coverage;
    }

    /** The cause and its fix, and what forensics found. */
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

    /** What the logs could not show: a detection gap is a misconfiguration of the logging. */
    List<String> misconfigurations(IncidentId id) {
        return coverage.of(id).map(covered -> covered.statements()).orElse(List.of());
    }
}
