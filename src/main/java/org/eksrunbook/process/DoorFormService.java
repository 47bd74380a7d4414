package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.StringValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
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

    /** A start form sends its empty fields along; over REST an empty value would be a fault. */
    @Override
    public ProcessInstance submitStartForm(
            String processDefinitionId, @Nullable String businessKey, Map<String, Object> properties) {
        return super.submitStartForm(processDefinitionId, businessKey, withoutEmpty(properties));
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, Map<String, Object> properties) {
        return super.submitStartForm(processDefinitionId, withoutEmpty(properties));
    }

    private static Map<String, Object> withoutEmpty(@Nullable Map<String, Object> properties) {
        VariableMap given = Variables.createVariables();
        VariableMap all = properties instanceof VariableMap typed
                ? typed
                : Variables.fromMap(properties == null ? Map.of() : properties);
        StartValues.check(all);
        for (String name : all.keySet()) {
            TypedValue value = all.getValueTyped(name);
            if (!(value instanceof StringValue text
                    && (text.getValue() == null || text.getValue().isBlank()))) {
                given.putValueTyped(name, value);
            }
        }
        return given;
    }
}
