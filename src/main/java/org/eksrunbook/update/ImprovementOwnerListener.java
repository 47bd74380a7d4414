package org.eksrunbook.update;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.eksrunbook.people.ImprovementActions;
import org.springframework.stereotype.Component;

/** Puts an improvement before its owner, a user or a group, beside the responders. An owner who is neither is only written to. */
@Component
class ImprovementOwnerListener implements TaskListener {

    private final ImprovementActions improvements;

    ImprovementOwnerListener(ImprovementActions improvements) {
        this.improvements = improvements;
    }

    @Override
    public void notify(DelegateTask task) {
        String owner = improvements
                .require(String.valueOf(task.getVariable(UpdateVariables.ACTION)))
                .owner();
        IdentityService identity = task.getProcessEngineServices().getIdentityService();
        if (identity.createUserQuery().userId(owner).count() > 0) {
            task.addCandidateUser(owner);
        } else if (identity.createGroupQuery().groupId(owner).count() > 0) {
            task.addCandidateGroup(owner);
        }
    }
}
