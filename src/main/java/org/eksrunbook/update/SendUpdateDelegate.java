package org.eksrunbook.update;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.people.NoticeNotSent;
import org.eksrunbook.people.StakeholderUpdates;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Sends the update that was written. Whoever is not reached is told with the next one; the response does not wait for a mail server. */
@Component
final class SendUpdateDelegate implements JavaDelegate {

    /** A process variable holds 4,000 characters. */
    private static final int LONGEST_REASON = 900;

    private final Incidents incidents;
    private final StakeholderUpdates updates;

    SendUpdateDelegate(Incidents incidents, StakeholderUpdates updates) {
        this.incidents = incidents;
        this.updates = updates;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            updates.send(incidents.require(BusinessKey.of(execution)), (Integer)
                    execution.getVariable(UpdateVariables.UPDATE_NUMBER));
        } catch (NoticeNotSent fault) {
            String reason = String.valueOf(fault.getMessage());
            throw new BpmnError(
                    UpdateVariables.UPDATE_NOT_SENT,
                    reason.substring(0, Math.min(LONGEST_REASON, reason.length())),
                    fault);
        }
    }
}
