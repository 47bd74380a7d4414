package org.eksrunbook.update;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.people.StakeholderUpdates;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Records that an update reached nobody: it is seen on the timeline and told in the next. */
@Component
final class RecordMissedUpdateDelegate implements JavaDelegate {

    private final StakeholderUpdates updates;

    RecordMissedUpdateDelegate(StakeholderUpdates updates) {
        this.updates = updates;
    }

    @Override
    public void execute(DelegateExecution execution) {
        updates.missed(
                BusinessKey.of(execution),
                (Integer) execution.getVariable(UpdateVariables.UPDATE_NUMBER),
                String.valueOf(execution.getVariable(UpdateVariables.MISSED_BECAUSE)));
    }
}
