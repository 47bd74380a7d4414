package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The engine's form service, whose submitted task forms go through the door. */
class DoorFormService extends FormServiceImpl {

    private final ObjectProvider<Door> door;

    DoorFormService(ObjectProvider<Door> door) {
        this.door = door;
    }

    @Override
    public void submitTaskFormData(String taskId, Map<String, String> properties) {
        submitTaskForm(taskId, new LinkedHashMap<>(properties));
    }

    @Override
    public void submitTaskForm(String taskId, @Nullable Map<String, Object> properties) {
        door.getObject().complete(taskId, properties, commandExecutor);
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, @Nullable Map<String, Object> properties, boolean deserializeValues) {
        return Variables.fromMap(door.getObject().complete(taskId, properties, commandExecutor));
    }
}
