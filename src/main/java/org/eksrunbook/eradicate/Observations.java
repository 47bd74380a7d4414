package org.eksrunbook.eradicate;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.Observation;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.Findings;
import org.springframework.stereotype.Component;

/** Carries what the trail found to the inventory, in the inventory's words. */
@Component
class Observations {

    private final Findings findings;

    Observations(Findings findings) {
        this.findings = findings;
    }

    List<Observation> of(IncidentId id) {
        List<Observation> observations = new ArrayList<>();
        findings.forEach(id, FindingFilter.ALL, finding -> observations.add(observation(finding)));
        return observations;
    }

    private static Observation observation(Finding finding) {
        return new Observation(
                finding.eventId(),
                time(finding),
                finding.eventName(),
                finding.categories().stream()
                        .map(category -> Change.of(category.word()))
                        .toList(),
                finding.effective(),
                finding.resources().stream()
                        .map(one ->
                                new ResourceRef(one.type(), one.id(), one.arn(), finding.accountId(), finding.region()))
                        .toList(),
                finding.principal());
    }

    private static Instant time(Finding finding) {
        try {
            return Instant.parse(finding.eventTime());
        } catch (DateTimeParseException unreadable) {
            // The log's own text stays in the finding; for the order of the inventory an unreadable time comes first.
            return Instant.EPOCH;
        }
    }
}
