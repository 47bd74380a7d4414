package org.eksrunbook.recover;

import java.util.List;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.springframework.stereotype.Component;

/** Restoring a thing; the reason says how good the backup is known to be (correction 22). */
@Component
class Restores {

    private final Incidents incidents;
    private final Remedies remedies;

    Restores(Incidents incidents, Remedies remedies) {
        this.incidents = incidents;
        this.remedies = remedies;
    }

    List<Action> of(IncidentId id, Steps.Thing thing) {
        String good = thing.decision().backups().get(thing.row().key());
        return remedies.restore(
                id,
                thing.row().resource(),
                thing.proposal().recoveryPoint(),
                incidents.require(id).scope().compromisedAt(),
                thing.group().disposition().equals(Way.KEEP),
                thing.group().reason()
                        + (good == null
                                ? " Nobody has shown the backup good yet: test it before it goes live."
                                : " Known good: " + good));
    }
}
