package org.eksrunbook.recover;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.incident.IncidentId;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Puts the question «Is it back?» before the application's owner, a user or a group, beside the responders. */
@Component
class ApplicationOwnerListener implements TaskListener {

    private final ApplicationsToConfirm applications;
    private final IdentityService identity;

    ApplicationOwnerListener(ApplicationsToConfirm applications, @Lazy IdentityService identity) {
        this.applications = applications;
        this.identity = identity;
    }

    @Override
    public void notify(DelegateTask task) {
        IncidentId id = new IncidentId(task.getExecution().getProcessBusinessKey());
        String application = String.valueOf(task.getVariable(RecoverVariables.APPLICATION));
        applications.rows(id, application).stream()
                .map(InventoryRow::owner)
                .filter(owner -> !owner.isEmpty())
                .distinct()
                .forEach(owner -> add(task, owner));
    }

    private void add(DelegateTask task, String owner) {
        if (identity.createUserQuery().userId(owner).count() > 0) {
            task.addCandidateUser(owner);
        } else if (identity.createGroupQuery().groupId(owner).count() > 0) {
            task.addCandidateGroup(owner);
        }
    }
}
