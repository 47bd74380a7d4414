package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A change that is written as a list of operations (RFC 6902, {@code kubectl patch --type=json}), read as the object that holds what comes in by it and
 * nothing else: of a list the new elements alone, so that who stood in it before is not taken for somebody new. What is copied or moved within the object
 * comes in as far as the same operations brought it; what stood there before stands in no request, and is not in it either.
 */
final class JsonPatch {

    private static final Set<String> BRINGING = Set.of("add", "replace");
    private static final Set<String> WITHIN = Set.of("copy", "move");
    private static final Pattern PLACE = Pattern.compile("-|\\d{1,9}");
    // As many as the API server takes.
    private static final int MOST_OPERATIONS = 10_000;
    private static final int DEEPEST = 20;
    // Copies of copies double what is there.
    private static final int MOST_COPIED = 100_000;

    private JsonPatch() {}

    static JsonNode changed(JsonNode operations) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        int left = MOST_OPERATIONS;
        int copies = MOST_COPIED;
        for (JsonNode operation : operations) {
            String op = operation.path("op").asText();
            boolean within = WITHIN.contains(op);
            JsonNode value = within
                    ? brought(object, operation.path("from").asText())
                    : BRINGING.contains(op) ? operation.path("value") : MissingNode.getInstance();
            String[] path = operation.path("path").asText().split("/", -1);
            if (left-- <= 0 || value.isMissingNode() || path.length > DEEPEST) {
                continue;
            }
            if (within) {
                int size = size(value, copies, 0);
                boolean fits = size <= copies;
                copies = fits ? copies - size : 0;
                if (!fits) {
                    continue;
                }
            }
            // The record stays as it was written.
            JsonNode own = value.deepCopy();
            if (path.length > 1) {
                put(object, path, own);
            } else if (own instanceof ObjectNode whole) {
                object.setAll(whole);
            }
        }
        return object;
    }

    private static JsonNode brought(JsonNode object, String from) {
        return from.startsWith("/") ? object.at(from) : MissingNode.getInstance();
    }

    /** How many nodes there are, counted no farther than to more than the most; what is deeper than any object of the API counts as too many. */
    private static int size(JsonNode value, int most, int depth) {
        int size = depth > 2 * DEEPEST ? most + 1 : 1;
        for (JsonNode part : value) {
            if (size > most) {
                break;
            }
            size += size(part, most - size, depth + 1);
        }
        return size;
    }

    /** The place of an element in its list is not told by what was there before: each that is named is one more. */
    private static void put(ObjectNode object, String[] path, JsonNode value) {
        JsonNode at = object;
        for (int step = 1; step < path.length; step++) {
            boolean last = step == path.length - 1;
            JsonNode next = last ? value : container(at, path[step], path[step + 1]);
            if (at instanceof ArrayNode list) {
                list.add(next);
            } else {
                ((ObjectNode) at).set(name(path[step]), next);
            }
            at = next;
        }
    }

    /** What is there goes on: a name may look like a place in a list. */
    private static JsonNode container(JsonNode in, String step, String next) {
        JsonNode there = in.path(name(step));
        boolean place = PLACE.matcher(next).matches();
        if (there.isObject() || place && there.isArray()) {
            return there;
        }
        return place ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
    }

    private static String name(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }
}
