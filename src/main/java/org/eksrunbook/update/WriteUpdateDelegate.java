package org.eksrunbook.update;

import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.people.StakeholderUpdates;
import org.eksrunbook.people.Update;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Writes the next update, unless another phase of the same incident has written one within half a rhythm. */
@Component
final class WriteUpdateDelegate implements JavaDelegate {

    private final Incidents incidents;
    private final StakeholderUpdates updates;
    private final LiveState state;
    private final Clock clock;

    WriteUpdateDelegate(Incidents incidents, StakeholderUpdates updates, LiveState state, Clock clock) {
        this.incidents = incidents;
        this.updates = updates;
        this.state = state;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        boolean due = updates.of(incident.id()).stream()
                .reduce((one, later) -> later)
                .map(last -> due(incident, last))
                .orElse(true);
        if (due) {
            String step = execution.getCurrentActivityId() + "/" + execution.getProcessInstanceId();
            Update update = updates.write(step, incident, state.of(incident));
            execution.setVariable(UpdateVariables.UPDATE_NUMBER, update.number());
        }
        execution.setVariable(UpdateVariables.UPDATE_DUE, due);
    }

    private boolean due(Incident incident, Update last) {
        Duration since = Duration.between(last.writtenAt(), clock.instant());
        return since.compareTo(updates.rhythm(incident.severity()).dividedBy(2)) >= 0;
    }
}
