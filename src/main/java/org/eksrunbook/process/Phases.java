package org.eksrunbook.process;

import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.springframework.stereotype.Component;

/** Where in the playbook an incident is, in its record and its ledger. */
@Component
public class Phases {

    private final Incidents incidents;
    private final Ledger ledger;

    Phases(Incidents incidents, Ledger ledger) {
        this.incidents = incidents;
        this.ledger = ledger;
    }

    /** Another phase begins; where it is that one already, nothing is recorded. */
    public void enter(Incident incident, Phase phase) {
        if (incident.phase() != phase) {
            incidents.enter(incident.id(), phase);
            ledger.append(incident.id(), "incident.phase", Actor.SYSTEM, Map.of("phase", phase.word()));
        }
    }
}
