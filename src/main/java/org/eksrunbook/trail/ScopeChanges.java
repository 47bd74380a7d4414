package org.eksrunbook.trail;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.ScopeChange;
import org.springframework.stereotype.Component;

/** Changes what an incident is about, in its record and its ledger. Joins the caller's transaction; what is searched, the next round knows. */
@Component
public class ScopeChanges {

    private final Incidents incidents;
    private final Principals principals;
    private final Ledger ledger;
    private final Clock clock;

    ScopeChanges(Incidents incidents, Principals principals, Ledger ledger, Clock clock) {
        this.incidents = incidents;
        this.principals = principals;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Changes the scope and records it ({@code scope.changed}).
     *
     * @throws InvalidInput with every fault
     * @throws Conflict where somebody else changed it meanwhile
     */
    public Scope apply(IncidentId id, ScopeChange change, Actor by, String reason) {
        Scope changed = apply(id, change);
        ledger.append(id, "scope.changed", by, Map.of("scope", changed, "changes", change, "reason", reason));
        return changed;
    }

    /** Changes the scope, which the caller records. */
    public Scope apply(IncidentId id, ScopeChange change) {
        Scope scope = incidents.require(id).scope();
        return incidents
                .changeScope(id, change.applyTo(scope, clock.instant(), name -> called(id, scope, name)))
                .scope();
    }

    private Set<String> called(IncidentId id, Scope scope, String name) {
        Set<String> ids = new LinkedHashSet<>();
        for (Principal principal : principals.all(id)) {
            boolean ofTheAttack = principal.included() || principal.watched();
            if ((ofTheAttack || scope.ruledOut().contains(principal.id()))
                    && (name.equals(principal.id()) || name.equals(principal.arn()))) {
                ids.add(principal.id());
            }
        }
        return ids;
    }
}
