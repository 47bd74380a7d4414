package org.eksrunbook.recover;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.action.Remedies;
import org.springframework.stereotype.Component;

/** Part 4, step 2.2: a new one is put into the application, the compromised one is isolated and taken out of it. */
@Component
final class PlanNewResourceDelegate implements JavaDelegate {

    private final Steps steps;
    private final Remedies remedies;
    private final Configurations configurations;

    PlanNewResourceDelegate(Steps steps, Remedies remedies, Configurations configurations) {
        this.steps = steps;
        this.remedies = remedies;
        this.configurations = configurations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.plan(
                execution,
                group -> group.heading().equals(Heading.MODIFIED) && group.way().equals(Way.NEW_RESOURCE),
                (id, thing) -> remedies.newResource(
                        id,
                        thing.row().resource(),
                        configurations.of(id, thing.row().resource()),
                        thing.group().reason()));
    }
}
