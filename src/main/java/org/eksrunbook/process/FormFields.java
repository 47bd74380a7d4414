package org.eksrunbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields that a form declares: key and what it takes. Read from a Camunda Form (JSON) or from an embedded one, whose
 * inputs carry {@code cam-variable-name} and {@code cam-variable-type}.
 */
record FormFields(Map<String, Field> byKey) {

    static final FormFields NONE = new FormFields(Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EMBEDDED =
            Pattern.compile("cam-variable-name=\"([A-Za-z0-9_]+)\"(?:\\s+cam-variable-type=\"([A-Za-z]+)\")?");

    /** @param choices the only values a choice may have; empty where they are made when the task is shown */
    record Field(Kind kind, Set<String> choices) {}

    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        LIST,
        /** Shown by the form and sent along by the browser; dropped. */
        SHOWN
    }

    FormFields {
        byKey = Map.copyOf(byKey);
    }

    static FormFields parse(byte[] form) {
        String text = new String(form, java.nio.charset.StandardCharsets.UTF_8).strip();
        Map<String, Field> fields = new LinkedHashMap<>();
        if (text.startsWith("{")) {
            try {
                collect(JSON.readTree(text).path("components"), fields);
            } catch (IOException broken) {
                throw new IllegalStateException("A deployed form is not JSON", broken);
            }
        } else {
            Matcher input = EMBEDDED.matcher(text);
            while (input.find()) {
                fields.put(input.group(1), new Field(embeddedKind(input.group(2)), Set.of()));
            }
        }
        return new FormFields(fields);
    }

    private static void collect(JsonNode components, Map<String, Field> fields) {
        for (JsonNode component : components) {
            String key = component.path("key").asText("");
            switch (component.path("type").asText()) {
                case "textfield", "textarea", "datetime" -> put(fields, key, Kind.TEXT, component);
                case "radio", "select" -> put(fields, key, Kind.TEXT, component);
                case "number" -> put(fields, key, Kind.NUMBER, component);
                case "checkbox" -> put(fields, key, Kind.FLAG, component);
                case "checklist", "taglist" -> put(fields, key, Kind.LIST, component);
                default -> collect(component.path("components"), fields);
            }
        }
    }

    private static void put(Map<String, Field> fields, String key, Kind kind, JsonNode component) {
        if (component.path("disabled").asBoolean()) {
            return; // Shown, not asked: a browser does not send it.
        }
        if (component.path("readonly").asBoolean()) {
            // Shown, not asked: the browser sends it along, and nobody looks at it.
            fields.put(key.split("\\.", 2)[0], new Field(Kind.SHOWN, Set.of()));
        } else if (!key.isEmpty()) {
            Set<String> choices = new LinkedHashSet<>();
            component
                    .path("values")
                    .forEach(value -> choices.add(value.path("value").asText()));
            fields.put(key, new Field(kind, Set.copyOf(choices)));
        }
    }

    private static Kind embeddedKind(@org.jspecify.annotations.Nullable String type) {
        return switch (type == null ? "String" : type) {
            case "Boolean" -> Kind.FLAG;
            case "Integer", "Long", "Double" -> Kind.NUMBER;
            case "Json" -> Kind.LIST;
            default -> Kind.TEXT;
        };
    }
}
