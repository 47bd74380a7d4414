package org.eksrunbook.eradicate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Approvals;
import org.eksrunbook.action.Plans;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Component;

/**
 * What is alive and stands in no cut: found in a later round, while the cut was already with its approver, or in one that was refused, as a cut is
 * for a single line that is wrong.
 */
@Component
class LateCut {

    private final LivePrincipals alive;
    private final Remedies remedies;
    private final Plans plans;
    private final Approvals approvals;

    LateCut(LivePrincipals alive, Remedies remedies, Plans plans, Approvals approvals) {
        this.alive = alive;
        this.remedies = remedies;
        this.plans = plans;
        this.approvals = approvals;
    }

    List<Action> actions(Incident incident) {
        Set<String> inCut = plans.newest(incident.id(), Purpose.CUT)
                .filter(plan -> !approvals.isRefused(incident.id(), plan.id()))
                .map(plan -> plan.actions().stream().map(LateCut::name).collect(Collectors.toSet()))
                .orElse(Set.of());
        List<Action> cuts = alive.of(incident).stream()
                .flatMap(principal -> remedies.cut(principal).stream())
                .toList();
        return plans.inKnownAccounts(incident.id(), cuts).stream()
                .filter(action -> !inCut.contains(name(action)))
                .toList();
    }

    /** Revocation's command carries a time: the same act on the same thing is the same, whenever it was planned. */
    private static String name(Action action) {
        return action.kind().word() + "\n" + action.target().key();
    }
}
