package org.eksrunbook.recover;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Remedies;
import org.springframework.stereotype.Component;

/** Part 4, step 3.3: without a backup it is recreated from its recorded configuration. */
@Component
final class PlanRecreationDelegate implements JavaDelegate {

    private final Steps steps;
    private final Remedies remedies;
    private final Configurations configurations;

    PlanRecreationDelegate(Steps steps, Remedies remedies, Configurations configurations) {
        this.steps = steps;
        this.remedies = remedies;
        this.configurations = configurations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.plan(
                execution,
                group -> group.heading().equals(Heading.DELETED) && group.way().equals(Way.RECREATE),
                (id, thing) -> remedies.recreate(
                        id,
                        thing.row().resource(),
                        configurations.of(id, thing.row().resource()),
                        thing.proposal().configurationSource(),
                        thing.group().reason()));
    }
}
