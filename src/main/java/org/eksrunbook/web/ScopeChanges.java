package org.eksrunbook.web;

import java.time.Clock;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.process.ScopeSignal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what an incident is about while it is investigated: record, engine and ledger in one transaction. */
@Component
class ScopeChanges {

    private final Incidents incidents;
    private final ScopeSignal signal;
    private final Ledger ledger;
    private final Clock clock;

    ScopeChanges(Incidents incidents, ScopeSignal signal, Ledger ledger, Clock clock) {
        this.incidents = incidents;
        this.signal = signal;
        this.ledger = ledger;
        this.clock = clock;
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
        Scope changed = incidents
                .changeScope(id, request.change().applyTo(incident.scope(), clock.instant()))
                .scope();
        signal.changed(id);
        ledger.append(
                id,
                "scope.changed",
                Actor.user(by.name()),
                Map.of("scope", changed, "changes", request.change(), "reason", request.reason()));
    }
}
