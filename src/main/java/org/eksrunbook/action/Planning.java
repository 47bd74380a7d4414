package org.eksrunbook.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Component;

/** Makes a plan of what is left to do, in the accounts of the scope; what lies outside is recorded, never silently left out. */
@Component
public class Planning {

    private final Plans plans;
    private final Settled settled;
    private final Ledger ledger;

    Planning(Plans plans, Settled settled, Ledger ledger) {
        this.plans = plans;
        this.settled = settled;
        this.ledger = ledger;
    }

    /** Empty where nothing is left to do. */
    public Optional<Plan> make(Incident incident, Purpose purpose, List<Wanted> wanted) {
        List<Action> left = settled.left(incident.id(), wanted);
        List<Action> outside = plans.outsideScope(incident.id(), left);
        record(incident, purpose, outside);
        List<Action> actions =
                left.stream().filter(action -> !outside.contains(action)).toList();
        if (actions.isEmpty()) {
            return Optional.empty();
        }
        String before = plans.newest(incident.id(), purpose).map(Plan::id).orElse(null);
        return Optional.of(plans.make(incident.id(), purpose, actions, before));
    }

    private void record(Incident incident, Purpose purpose, List<Action> outside) {
        if (outside.isEmpty()) {
            return;
        }
        List<Map<String, Object>> left = outside.stream()
                .map(action -> Map.<String, Object>of(
                        "kind", action.kind().word(), "target", action.target(), "reason", action.reason()))
                .toList();
        ledger.append(
                incident.id(),
                "plan.outsideScope",
                Actor.SYSTEM,
                Map.of(
                        "purpose",
                        purpose.word(),
                        "actions",
                        left,
                        "reason",
                        "These accounts are not in the scope; put them in with POST /api/incidents/{id}/scope"));
    }
}
