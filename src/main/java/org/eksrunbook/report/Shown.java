package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.people.PlainLine;

/** Foreign values as text that can be shown anywhere: nothing in them is invisible, nothing disappears. */
final class Shown {

    private Shown() {}

    /** Text that a person wrote: its line breaks stay. */
    static String prose(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            lines.add(PlainLine.of(line.replace("\t", "    ")));
        }
        return String.join("\n", lines);
    }

    /** A field that a person wrote; empty where there is none. */
    static String prose(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isTextual() ? prose(value.asText()) : line(value);
    }

    /** A field on one line; empty where there is none. */
    static String line(JsonNode body, String field) {
        return line(body.path(field));
    }

    /** Any value on one line: lists by semicolons, objects as «name: value». */
    static String line(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isValueNode()) {
            return PlainLine.of(value.asText());
        }
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> parts.add(line(element)));
            return String.join("; ", parts);
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!field.getValue().isNull()) {
                String text = line(field.getValue());
                parts.add(
                        PlainLine.of(field.getKey()) + ": " + (field.getValue().isObject() ? "(" + text + ")" : text));
            }
        }
        return String.join(", ", parts);
    }

    /** {@code user:mia} → «mia»; the system as «the runbook». */
    static String actor(String actor) {
        if (actor.equals("system")) {
            return "the runbook";
        }
        return PlainLine.of(actor.startsWith("user:") ? actor.substring("user:".length()) : actor);
    }

    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
