package org.eksrunbook.recover;

import java.util.List;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.springframework.stereotype.Component;

/** Restoring a thing, with what is known of the backup (correction 22). */
@Component
class Restores {

    private final Incidents incidents;
    private final Remedies remedies;

    Restores(Incidents incidents, Remedies remedies) {
        this.incidents = incidents;
        this.remedies = remedies;
    }

    List<Action> of(IncidentId id, Steps.Thing thing) {
        return remedies.restore(
                id,
                thing.row().resource(),
                thing.proposal().recoveryPoint(),
                incidents.require(id).scope().compromisedAt(),
                thing.group().disposition().equals(Way.KEEP),
                thing.decision().backups().get(thing.row().key()),
                thing.group().reason());
    }
}
