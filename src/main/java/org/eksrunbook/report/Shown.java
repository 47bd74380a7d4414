package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.people.Times;

/** Foreign values as text that can be shown anywhere: nothing in them is invisible, nothing disappears. */
final class Shown {

    private Shown() {}

    /** Text that a person wrote: its line breaks stay. */
    static String prose(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            lines.add(VisibleText.of(line.replace("\t", "    ")));
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
            return VisibleText.of(value.asText());
        }
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> parts.add(line(element)));
            return String.join("; ", parts);
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String text = line(field.getValue());
            if (!text.isEmpty()) {
                parts.add(VisibleText.of(field.getKey()) + ": "
                        + (field.getValue().isObject() ? "(" + text + ")" : text));
            }
        }
        return String.join(", ", parts);
    }

    /** A time as people read it; what is no time stays as it is. */
    static String time(JsonNode body, String field) {
        String text = line(body, field);
        try {
            return text.isEmpty() ? "" : Times.of(Instant.parse(text));
        } catch (DateTimeException noTime) {
            return text;
        }
    }

    /** {@code user:mia} → «mia»; the system as «the runbook». */
    static String actor(String actor) {
        if (actor.equals("system")) {
            return "the runbook";
        }
        return VisibleText.of(actor.startsWith("user:") ? actor.substring("user:".length()) : actor);
    }

    static String count(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A whole number of a body as people read it; anything else as it is. */
    static String number(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isIntegralNumber() ? number(value.asLong()) : line(value);
    }

    /** A person's words as a sentence that ends. */
    static String ended(String prose) {
        return prose.isEmpty() || prose.matches("(?s).*[.!?:…]\\s*") ? prose : prose + ".";
    }
}
