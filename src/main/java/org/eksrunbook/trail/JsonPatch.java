package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A change that is written as a list of operations (RFC 6902, {@code kubectl patch --type=json}), read as the object that holds what comes in by it and
 * nothing else: of a list the new elements alone, so that who stood in it before is not taken for somebody new. What is copied or moved within the object
 * stands in no request, and is not in it either.
 */
final class JsonPatch {

    private static final Set<String> BRINGING = Set.of("add", "replace");
    private static final int MOST_OPERATIONS = 1_000;
    private static final int DEEPEST = 20;

    private JsonPatch() {}

    static JsonNode changed(JsonNode operations) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        int left = MOST_OPERATIONS;
        for (JsonNode operation : operations) {
            JsonNode value = operation.get("value");
            String[] path = operation.path("path").asText().split("/", -1);
            boolean brings = BRINGING.contains(operation.path("op").asText());
            if (left-- <= 0 || !brings || value == null || path.length > DEEPEST) {
                continue;
            }
            if (path.length > 1) {
                put(object, path, value);
            } else if (value instanceof ObjectNode whole) {
                object.setAll(whole);
            }
        }
        return object;
    }

    /** The place of an element in its list is not told by what was there before: each that is named is one more. */
    private static void put(ObjectNode object, String[] path, JsonNode value) {
        JsonNode at = object;
        for (int step = 1; step < path.length; step++) {
            boolean last = step == path.length - 1;
            JsonNode next = last ? value : isPlace(path[step + 1]) ? array(at, path[step]) : object(at, path[step]);
            if (at instanceof ArrayNode list) {
                list.add(next);
            } else {
                ((ObjectNode) at).set(name(path[step]), next);
            }
            at = next;
        }
    }

    private static JsonNode array(JsonNode in, String step) {
        JsonNode there = in.path(name(step));
        return there.isArray() ? there : JsonNodeFactory.instance.arrayNode();
    }

    private static JsonNode object(JsonNode in, String step) {
        JsonNode there = in.path(name(step));
        return there.isObject() ? there : JsonNodeFactory.instance.objectNode();
    }

    private static boolean isPlace(String step) {
        return step.equals("-") || step.matches("\\d{1,9}");
    }

    private static String name(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }
}
