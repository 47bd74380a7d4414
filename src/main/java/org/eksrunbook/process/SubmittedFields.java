package org.eksrunbook.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Turns what came in over REST or from Tasklist into plain values, against the fields that the form declares. Nothing is
 * ever deserialized into an object; all faults are told in one message.
 */
final class SubmittedFields {

    /** Longest text of a field, in characters. */
    static final int LONGEST_TEXT = 20_000;
    /** Longest list or JSON of a field, in characters. */
    static final int LONGEST_JSON = 1_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(200)
                        .maxStringLength(LONGEST_JSON)
                        .build());
    }

    private SubmittedFields() {}

    /** @throws InvalidInput where a field is undeclared or of the wrong type */
    static Map<String, Object> check(@Nullable Map<String, Object> submitted, FormFields form) {
        List<String> faults = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : submitted == null ? Set.<String>of() : new TreeSet<>(submitted.keySet())) {
            FormFields.@Nullable Field field = form.byKey().get(name);
            if (field == null) {
                faults.add(printable(name) + ": is no field of this task");
                continue;
            }
            if (field.kind() == FormFields.Kind.SHOWN) {
                continue;
            }
            try {
                Object value = plain(typed(submitted, name));
                if (value != null) {
                    values.put(name, fit(value, field));
                }
            } catch (IllegalArgumentException wrong) {
                faults.add(name + ": " + wrong.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return values;
    }

    private static TypedValue typed(@Nullable Map<String, Object> submitted, String name) {
        // Not by copying the map, which would deserialize its values.
        VariableMap variables = submitted instanceof VariableMap map
                ? map
                : Variables.fromMap(submitted == null ? Map.of() : submitted);
        return variables.getValueTyped(name);
    }

    /** A plain value: text, truth value, number or JSON; {@code null} for nothing. */
    static @Nullable Object plain(@Nullable TypedValue value) {
        if (value instanceof SerializableValue serialized && serialized.getValueSerialized() != null) {
            String text = serialized.getValueSerialized();
            boolean isJson = serialized.getType().getName().equals("json")
                    || Variables.SerializationDataFormats.JSON
                            .getName()
                            .equals(serialized.getSerializationDataFormat());
            if (!isJson) {
                throw new IllegalArgumentException("must be text, a number, true or false, or Json");
            }
            return parse(text);
        }
        Object plain = value == null ? null : value.getValue();
        if (plain == null || plain instanceof String || plain instanceof Boolean || plain instanceof Number) {
            return plain;
        }
        if (plain instanceof Date date) {
            return date.toInstant().toString();
        }
        if (plain instanceof org.camunda.spin.json.SpinJsonNode node) {
            return parse(node.toString());
        }
        throw new IllegalArgumentException("must be text, a number, true or false, or Json");
    }

    static JsonNode parse(String text) {
        if (text.length() > LONGEST_JSON) {
            throw new IllegalArgumentException("is longer than " + LONGEST_JSON + " characters");
        }
        try {
            JsonNode node = JSON.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new IllegalArgumentException("is not JSON");
            }
            return node;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("is not JSON", broken);
        }
    }

    private static Object fit(Object value, FormFields.Field field) {
        return switch (field.kind()) {
            case TEXT -> text(value, field.choices());
            case NUMBER -> number(value);
            case FLAG -> flag(value);
            case LIST -> list(value);
            case SHOWN -> throw new IllegalStateException("What is shown is not taken");
        };
    }

    private static String text(Object value, Set<String> choices) {
        if (value instanceof JsonNode node && !node.isValueNode()) {
            throw new IllegalArgumentException("must be a text");
        }
        String text = value instanceof JsonNode node ? node.asText() : value.toString();
        checkText(text);
        if (!choices.isEmpty() && !text.isBlank() && !choices.contains(text.strip())) {
            throw new IllegalArgumentException("must be one of "
                    + String.join(", ", choices.stream().sorted().toList()));
        }
        return text;
    }

    private static void checkText(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("is longer than " + LONGEST_TEXT + " characters");
        }
        if (text.chars().anyMatch(letter -> letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t')) {
            throw new IllegalArgumentException("has control characters");
        }
    }

    private static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof JsonNode node && node.isNumber()) {
            return node.numberValue();
        }
        try {
            return new java.math.BigDecimal(value.toString().strip());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("must be a number", wrong);
        }
    }

    private static Boolean flag(Object value) {
        String text = value instanceof JsonNode node && node.isValueNode() ? node.asText() : value.toString();
        return switch (text.strip()) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Object list(Object value) {
        if (value instanceof JsonNode node) {
            if (!node.isArray() && !node.isNull()) {
                throw new IllegalArgumentException("must be a list");
            }
            return node;
        }
        if (value instanceof String text) {
            if (text.length() > LONGEST_JSON) {
                throw new IllegalArgumentException("is longer than " + LONGEST_JSON + " characters");
            }
            return text;
        }
        throw new IllegalArgumentException("must be a list: a Json array, or a text with one item a line");
    }

    static String printable(String name) {
        String shown = name.replaceAll("[^A-Za-z0-9_.:-]", "?");
        return shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;
    }
}
