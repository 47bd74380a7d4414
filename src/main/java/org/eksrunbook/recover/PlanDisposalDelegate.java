package org.eksrunbook.recover;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Remedies;
import org.springframework.stereotype.Component;

/** Part 4, step 2.3: the compromised one is destroyed, or left isolated for forensics. */
@Component
final class PlanDisposalDelegate implements JavaDelegate {

    private final Steps steps;
    private final Remedies remedies;

    PlanDisposalDelegate(Steps steps, Remedies remedies) {
        this.steps = steps;
        this.remedies = remedies;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.plan(
                execution,
                group -> group.heading().equals(Heading.MODIFIED) && isolatedOrDisposed(group),
                (id, thing) -> thing.group().disposition().equals(Way.DESTROY)
                        ? remedies.delete(thing.row().resource(), thing.group().reason())
                        : remedies.keep(
                                id, thing.row().resource(), thing.group().reason()));
    }

    /** Replacing and preparing anew deal with the old one themselves; restoring puts the good state into the same thing. */
    private static boolean isolatedOrDisposed(Decision.Group group) {
        return group.way().equals(Way.ISOLATE)
                || group.disposition().equals(Way.DESTROY) && group.way().equals(Way.NEW_RESOURCE);
    }
}
