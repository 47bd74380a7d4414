package org.eksrunbook.eradicate;

import java.util.List;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.action.Wanted;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.Findings;
import org.springframework.stereotype.Component;

/** The actions that cut what of the attack may still act, each with the latest act of the one that it cuts. */
@Component
class CutActions {

    private final LivePrincipals alive;
    private final Findings findings;
    private final Remedies remedies;

    CutActions(LivePrincipals alive, Findings findings, Remedies remedies) {
        this.alive = alive;
        this.findings = findings;
        this.remedies = remedies;
    }

    List<Wanted> of(Incident incident) {
        LastActs acts = new LastActs();
        findings.forEach(incident.id(), FindingFilter.EFFECTIVE, acts::add);
        return alive.of(incident).stream()
                .flatMap(principal ->
                        remedies.cut(principal).stream().map(action -> new Wanted(action, acts.of(principal))))
                .toList();
    }
}
