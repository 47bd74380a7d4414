package org.eksrunbook.process;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The engine's task service, whose completions go through the door. */
class DoorTaskService extends TaskServiceImpl {

    private final ObjectProvider<Door> door;
    private final IdentityService identities;

    DoorTaskService(ObjectProvider<Door> door, IdentityService identities) {
        this.door = door;
        this.identities = identities;
    }

    @Override
    public void complete(String taskId) {
        complete(taskId, Map.of());
    }

    @Override
    public void complete(String taskId, @Nullable Map<String, Object> variables) {
        door.getObject().complete(taskId, variables, commandExecutor);
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, @Nullable Map<String, Object> variables, boolean deserializeValues) {
        return Variables.fromMap(door.getObject().complete(taskId, variables, commandExecutor));
    }

    @Override
    public void claim(String taskId, @Nullable String userId) {
        if (identities.getCurrentAuthentication() == null) {
            super.claim(taskId, userId);
        } else {
            setClaim(taskId, userId);
        }
    }

    @Override
    public void setAssignee(String taskId, @Nullable String userId) {
        if (identities.getCurrentAuthentication() == null) {
            super.setAssignee(taskId, userId);
        } else {
            setClaim(taskId, userId);
        }
    }

    private void setClaim(String taskId, @Nullable String userId) {
        try {
            commandExecutor.execute(new Claim(taskId, userId));
        } catch (Conflict | Forbidden | NotFoundException refused) {
            throw Answers.of(refused);
        }
    }
}
