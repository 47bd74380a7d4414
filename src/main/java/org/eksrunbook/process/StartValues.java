package org.eksrunbook.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Refuses start variables of kinds that the engine fails on before it asks anyone. */
final class StartValues {

    private StartValues() {}

    static void check(@Nullable Map<String, Object> variables) {
        if (!(variables instanceof VariableMap typed)) {
            return;
        }
        List<String> faults = new ArrayList<>();
        for (String name : new TreeSet<>(typed.keySet())) {
            TypedValue value = typed.getValueTyped(name);
            if (isForeign(value)) {
                faults.add(SubmittedFields.printable(name) + ": must be text, a number, true or false, or Json");
            }
        }
        if (!faults.isEmpty()) {
            throw Answers.of(new InvalidInput(faults));
        }
    }

    private static boolean isForeign(@Nullable TypedValue value) {
        return value instanceof SerializableValue serialized
                && !serialized.getType().getName().equals("json")
                && !Variables.SerializationDataFormats.JSON.getName().equals(serialized.getSerializationDataFormat());
    }
}
