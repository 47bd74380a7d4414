package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** Reading JSON of which nothing can be relied upon: a wrong type is the same as missing. */
final class Json {
    static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

    private Json() {}

    /** The field's text; numbers and booleans as text; null where it is missing, null, blank or not a value. */
    static @Nullable String text(@Nullable JsonNode node, String field) {
        JsonNode value = node == null ? null : node.get(field);
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asText();
        return text.isBlank() ? null : text;
    }

    /** The field's object, else an empty one. */
    static JsonNode object(@Nullable JsonNode node, String field) {
        JsonNode value = node == null ? null : node.get(field);
        return value == null || !value.isObject() ? EMPTY : value;
    }

    /** The same, where some exports write the object or array as the text of it. */
    static JsonNode told(@Nullable JsonNode node, String field) {
        JsonNode value = node == null ? null : node.get(field);
        if (value != null && value.isTextual()) {
            String text = value.asText().strip();
            try {
                JsonNode read = text.startsWith("{") || text.startsWith("[") ? LogJson.MAPPER.readTree(text) : EMPTY;
                return read.isContainerNode() ? read : EMPTY;
            } catch (JsonProcessingException noJson) {
                return EMPTY;
            }
        }
        return container(node, field);
    }

    /** The field's object or array, else an empty object. */
    static JsonNode container(@Nullable JsonNode node, String field) {
        JsonNode value = node == null ? null : node.get(field);
        return value == null || !value.isContainerNode() ? EMPTY : value;
    }
}
