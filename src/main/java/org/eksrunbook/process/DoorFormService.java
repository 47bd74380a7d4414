package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The engine's form service, whose submitted task forms go through the door. */
class DoorFormService extends FormServiceImpl {

    private static final String BUSINESS_KEY = "businessKey";

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

    /**
     * A start form sends its empty fields along; over REST an empty value would be a fault. And Tasklist asks for no business key beside a
     * Camunda Form: the form has a field for it.
     */
    @Override
    public ProcessInstance submitStartForm(
            String processDefinitionId, @Nullable String businessKey, Map<String, Object> properties) {
        VariableMap given = withoutEmpty(properties);
        boolean inField = businessKey == null && given.get(BUSINESS_KEY) instanceof String;
        String key = inField ? String.valueOf(given.remove(BUSINESS_KEY)).strip() : businessKey;
        return super.submitStartForm(processDefinitionId, key, given);
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, Map<String, Object> properties) {
        return submitStartForm(processDefinitionId, null, properties);
    }

    private static VariableMap withoutEmpty(@Nullable Map<String, Object> properties) {
        VariableMap given = Variables.createVariables();
        VariableMap all = properties instanceof VariableMap typed
                ? typed
                : Variables.fromMap(properties == null ? Map.of() : properties);
        StartValues.check(all);
        for (String name : all.keySet()) {
            TypedValue value = all.getValueTyped(name);
            if (!isEmpty(value)) {
                given.putValueTyped(name, value);
            }
        }
        return given;
    }

    /** Tasklist names no type: what it sends is a text only by its value. */
    private static boolean isEmpty(TypedValue value) {
        return !(value instanceof SerializableValue)
                && (value.getValue() == null || value.getValue() instanceof String text && text.isBlank());
    }
}
