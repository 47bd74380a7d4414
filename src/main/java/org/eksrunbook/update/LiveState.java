package org.eksrunbook.update;

import java.util.List;
import java.util.Set;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.people.CaseState;
import org.eksrunbook.people.PhaseWords;
import org.eksrunbook.process.Standing;
import org.eksrunbook.process.Standings;
import org.eksrunbook.trail.Findings;
import org.eksrunbook.trail.Principals;
import org.springframework.stereotype.Component;

/** How a case stands at this moment, put together from what each package knows. */
@Component
class LiveState {

    /** The update's own steps say nothing about the case. */
    private static final Set<String> OWN = Set.of("serviceTask_writeUpdate", "serviceTask_sendUpdate");

    private final Findings findings;
    private final Principals principals;
    private final Inventory inventory;
    private final Standings standings;

    LiveState(Findings findings, Principals principals, Inventory inventory, Standings standings) {
        this.findings = findings;
        this.principals = principals;
        this.inventory = inventory;
        this.standings = standings;
    }

    CaseState of(Incident incident) {
        IncidentId id = incident.id();
        Standing standing = standings.of(id);
        List<String> waiting =
                standing.waitingFor().stream().map(Standing.Waiting::name).toList();
        Inventory.Counts counts = inventory.counts(id);
        return new CaseState(
                id,
                incident.severity(),
                incident.phase(),
                step(incident, standing, waiting),
                incident.held(),
                findings.countByCategory(id),
                principals.included(id).size(),
                counts.resources(),
                counts.decided(),
                waiting);
    }

    private static String step(Incident incident, Standing standing, List<String> waiting) {
        return standing.steps().stream()
                .filter(step -> !OWN.contains(step.activity()))
                .map(Standing.Step::label)
                .findFirst()
                .orElse(waiting.isEmpty() ? PhaseWords.of(incident.phase()) : waiting.get(0));
    }
}
