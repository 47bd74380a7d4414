package org.eksrunbook.web;

import org.eksrunbook.evidence.Actor;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.ScopeSignal;
import org.eksrunbook.trail.ScopeChanges;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what an incident is about while it is investigated: record, engine and ledger in one transaction. */
@Component
class ChangedScope {

    private final Incidents incidents;
    private final ScopeSignal signal;
    private final ScopeChanges changes;

    ChangedScope(Incidents incidents, ScopeSignal signal, ScopeChanges changes) {
        this.incidents = incidents;
        this.signal = signal;
        this.changes = changes;
    }

    /** @throws Conflict where nobody investigates any more, or the scope is not the one that was looked at */
    @Transactional
    void apply(IncidentId id, ScopeRequest request, Reader by) {
        Incident incident = incidents.require(id);
        if (!incident.open() || !signal.investigated(id)) {
            throw new Conflict(
                    "Incident " + id + " is not being investigated now: a changed scope would lead to nothing");
        }
        if (request.version() != null && request.version() != incident.scope().version()) {
            throw new Conflict("The scope of " + id + " is at version "
                    + incident.scope().version() + " by now: look at it again");
        }
        changes.apply(id, request.change(), Actor.user(by.name()), request.reason());
        signal.changed(id);
    }
}
