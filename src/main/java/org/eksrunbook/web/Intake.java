package org.eksrunbook.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.Starting;
import org.springframework.stereotype.Component;

/** Makes an incident of a GuardDuty finding, one of each however often it is handed in: EventBridge delivers at least once. */
@Component
class Intake {

    private static final int LONGEST_FINDING_ID = 200;

    private final Incidents incidents;
    private final Starting starting;

    Intake(Incidents incidents, Starting starting) {

        this.incidents = incidents;
        this.starting = starting;
    }

    /** @param fresh false where the finding had started its incident before */
    record Taken(IncidentId id, boolean fresh) {}

    /** @throws InvalidInput where the event is no finding, or says too little to start an incident */
    Taken take(JsonNode event, Reader by) {
        String finding = findingId(event);
        Optional<IncidentId> there = incidents.startedBy(finding);
        if (there.isPresent()) {
            return new Taken(there.get(), false);
        }
        IncidentId id = incidentId(finding);
        try {
            starting.incident(id, Map.of("finding", event.toString()), by.name());
            return new Taken(id, true);
        } catch (Conflict open) {
            // Handed in twice at once: the other one was faster.
            return incidents
                    .startedBy(finding)
                    .map(other -> new Taken(other, false))
                    .orElseThrow(() -> open);
        }
    }

    private static String findingId(JsonNode event) {
        JsonNode finding = event.path("detail").isObject() ? event.path("detail") : event;
        JsonNode id = finding.hasNonNull("id") ? finding.path("id") : finding.path("Id");
        if (!id.isTextual() || id.asText().isBlank() || id.asText().length() > LONGEST_FINDING_ID) {
            throw new InvalidInput("detail.id: the event carries no GuardDuty finding with an id");
        }
        return id.asText();
    }

    /** {@code gd-} and the finding's id; where that is no incident's id, its hash. */
    static IncidentId incidentId(String finding) {
        String id = "gd-" + finding;
        if (!IncidentId.isValid(id)) {
            byte[] hash = Sha256.digest().digest(finding.getBytes(StandardCharsets.UTF_8));
            id = "gd-" + HexFormat.of().formatHex(hash, 0, 16);
        }
        return new IncidentId(id);
    }
}
