package org.eksrunbook.recover;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Remedies;
import org.springframework.stereotype.Component;

/** Part 4, step 2.1: the vulnerability is fixed, a replacement started, the vulnerable one deleted. */
@Component
final class PlanReplacementDelegate implements JavaDelegate {

    private final Steps steps;
    private final Remedies remedies;

    PlanReplacementDelegate(Steps steps, Remedies remedies) {
        this.steps = steps;
        this.remedies = remedies;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.plan(
                execution,
                group -> group.heading().equals(Heading.MODIFIED) && group.way().equals(Way.REPLACE),
                (id, thing) -> remedies.replace(
                        id,
                        thing.row().resource(),
                        thing.decision().firstOfAll(),
                        thing.group().disposition().equals(Way.KEEP),
                        thing.group().reason()));
    }
}
