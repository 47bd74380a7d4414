package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads requests of logged calls and recorded configurations, in which anything may be missing or of another type. */
final class Fields {

    private Fields() {}

    static @Nullable String text(JsonNode node, String... path) {
        JsonNode at = node;
        for (String field : path) {
            at = at.path(field);
        }
        return at.isValueNode() && !at.isNull() && !at.asText().isBlank() ? at.asText() : null;
    }

    /** @throws UnsafeArgument where it is missing */
    static String needed(JsonNode node, String... path) {
        String text = text(node, path);
        if (text == null) {
            throw new UnsafeArgument("the call does not say " + path[path.length - 1]);
        }
        return text;
    }

    /** CloudTrail writes EC2's lists as {@code {"items":[…]}}, and an empty one as {@code {}} or {@code ""}. */
    static List<JsonNode> items(JsonNode node) {
        JsonNode list = node.isArray() ? node : node.path("items");
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items;
    }

    /** A policy as AWS Config records it: URL-encoded, plain, or as an object. Null where there was none. */
    static @Nullable String policy(JsonNode node) {
        if (node.isObject() && !node.isEmpty()) {
            return node.toString();
        }
        String text = node.isTextual() ? node.asText().strip() : "";
        if (text.startsWith("%7B") || text.startsWith("%7b")) {
            text = URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
        return text.startsWith("{") ? text : null;
    }
}
