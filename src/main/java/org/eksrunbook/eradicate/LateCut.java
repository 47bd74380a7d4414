package org.eksrunbook.eradicate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Approvals;
import org.eksrunbook.action.Plan;
import org.eksrunbook.action.Plans;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.action.Settled;
import org.eksrunbook.action.Wanted;
import org.eksrunbook.asset.HandOver;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Component;

/**
 * What is alive and stands in no cut: found in a later round, while the cut was already with its approver, or in one that was refused, as a cut is
 * for a single line that is wrong; and what acted again after its cut was handed out.
 */
@Component
class LateCut {

    private final CutActions cuts;
    private final Settled settled;
    private final Plans plans;
    private final Approvals approvals;

    LateCut(CutActions cuts, Settled settled, Plans plans, Approvals approvals) {
        this.cuts = cuts;
        this.settled = settled;
        this.plans = plans;
        this.approvals = approvals;
    }

    List<Wanted> actions(Incident incident) {
        List<Wanted> wanted = plans.wantedInKnownAccounts(incident.id(), cuts.of(incident));
        Plan cut = plans.newest(incident.id(), Purpose.CUT)
                .filter(plan -> !approvals.isRefused(incident.id(), plan.id()))
                .orElse(null);
        if (cut == null) {
            return wanted;
        }
        Set<String> inCut = cut.actions().stream().map(LateCut::name).collect(Collectors.toSet());
        Optional<HandOver> handOver = settled.handOver(incident.id(), cut.id());
        return wanted.stream()
                .filter(one -> !inCut.contains(name(one.action()))
                        || handOver.filter(one::again).isPresent())
                .toList();
    }

    private static String name(Action action) {
        return action.kind().word() + "\n" + action.target().key();
    }
}
