package org.eksrunbook.web;

import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stops and resumes everything that acts in an incident. */
@Component
class Holds {

    private final Incidents incidents;
    private final Ledger ledger;

    Holds(Incidents incidents, Ledger ledger) {
        this.incidents = incidents;
        this.ledger = ledger;
    }

    /**
     * Holding what is held changes nothing, and no more does releasing what is not.
     *
     * @throws Conflict where the incident is closed
     */
    @Transactional
    void set(IncidentId id, boolean held, Reader by, String reason) {
        Incident incident = incidents.require(id);
        if (!incident.open()) {
            throw new Conflict("Incident " + id + " is closed: nothing acts in it any more");
        }
        if (incident.held() != held) {
            incidents.hold(id, held);
            ledger.append(
                    id, held ? "incident.held" : "incident.released", Actor.user(by.name()), Map.of("reason", reason));
        }
    }
}
