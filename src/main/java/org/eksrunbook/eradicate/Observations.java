package org.eksrunbook.eradicate;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.Change;
import org.eksrunbook.asset.MadeBy;
import org.eksrunbook.asset.Observation;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.Findings;
import org.eksrunbook.trail.Maker;
import org.springframework.stereotype.Component;

/** Carries what the trail found to the inventory, in the inventory's words. */
@Component
class Observations {

    private final Findings findings;

    Observations(Findings findings) {
        this.findings = findings;
    }

    /** Of calls that touched something: what was denied, or looked around, is in no inventory, and there may be a million of it. */
    List<Observation> of(IncidentId id) {
        List<Observation> observations = new ArrayList<>();
        findings.forEach(id, FindingFilter.EFFECTIVE, finding -> {
            if (finding.category() != Category.RECON) {
                observations.addAll(observations(finding));
            }
        });
        return observations;
    }

    /** One for each way in which the call's resources were changed: a key was created, its user thereby modified. */
    private static List<Observation> observations(Finding finding) {
        Map<List<Category>, List<Finding.Resource>> byChange = new LinkedHashMap<>();
        if (finding.resources().isEmpty()) {
            byChange.put(finding.categories(), List.of());
        }
        finding.resources()
                .forEach(one -> byChange.computeIfAbsent(finding.categoriesOf(one), c -> new ArrayList<>())
                        .add(one));
        return byChange.entrySet().stream()
                .map(entry -> observation(finding, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Observation observation(
            Finding finding, List<Category> categories, List<Finding.Resource> resources) {
        return new Observation(
                finding.eventId(),
                time(finding),
                finding.eventName(),
                categories.stream().map(category -> Change.of(category.word())).toList(),
                finding.effective(),
                resources.stream()
                        .map(one -> new ResourceRef(
                                one.type(), one.id(), one.arn(), finding.accountId(), finding.region(), one.name()))
                        .toList(),
                finding.principal(),
                finding.madeBy().stream().map(Observations::madeBy).toList());
    }

    private static MadeBy madeBy(Maker maker) {
        return new MadeBy(
                maker.type(),
                maker.id(),
                maker.arn(),
                maker.accountId(),
                maker.region(),
                maker.event(),
                maker.by(),
                maker.why(),
                maker.certain(),
                null);
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
