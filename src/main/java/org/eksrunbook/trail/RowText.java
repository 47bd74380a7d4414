package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row or list as Athena and CloudTrail Lake write it into one cell: {@code {type=IAMUser, sessioncontext={…}}}. Nothing is quoted there; a value ends
 * before the next name. Who chooses a value, a sign-in's name for one, may write the names behind it into it: a row that has a name twice is not believed.
 * In a map of Lake's a value may be JSON; a policy stays a text, as CloudTrail has it.
 */
final class RowText {

    private static final int DEEPEST = 20;
    private static final Pattern NAME = Pattern.compile("([\\w.:-]+)=");
    private static final Pattern VALUE_END = Pattern.compile(", [\\w.:-]+=|, \\{|[}\\]]");

    private final String text;
    private final UnaryOperator<String> names;
    private int at;

    private RowText(String text, UnaryOperator<String> names) {
        this.text = text;
        this.names = names;
    }

    /**
     * @param names how a name is spelled
     * @return {@code null}: it is written otherwise
     */
    static @Nullable JsonNode read(String text, UnaryOperator<String> names) {
        RowText row = new RowText(text.strip(), names);
        JsonNode read = row.value(0);
        return read != null && read.isContainerNode() && row.at == row.text.length() ? read : null;
    }

    private @Nullable JsonNode value(int depth) {
        if (at >= text.length() || depth > DEEPEST) {
            return null;
        }
        if (text.startsWith("{\"", at) || text.startsWith("[{\"", at) || text.startsWith("[\"", at)) {
            return json();
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            default -> plain();
        };
    }

    private @Nullable JsonNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        at++;
        while (!ends('}')) {
            Matcher name = NAME.matcher(text).region(at, text.length());
            if (!name.lookingAt()) {
                return null;
            }
            at = name.end();
            JsonNode value = value(depth + 1);
            if (value == null) {
                return null;
            }
            if (object.replace(names.apply(name.group(1)), value) != null) {
                return null;
            }
            if (!goesOn('}')) {
                return null;
            }
        }
        return object;
    }

    private @Nullable JsonNode list(int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        at++;
        while (!ends(']')) {
            JsonNode value = value(depth + 1);
            if (value == null) {
                return null;
            }
            list.add(value);
            if (!goesOn(']')) {
                return null;
            }
        }
        return list;
    }

    private @Nullable JsonNode json() {
        try (JsonParser parser = LogJson.MAPPER.getFactory().createParser(text.substring(at))) {
            JsonNode value = LogJson.MAPPER.readTree(parser);
            int length = (int) parser.currentLocation().getCharOffset();
            String written = text.substring(at, at + length);
            at += length;
            return value.has("Statement") ? JsonNodeFactory.instance.textNode(written) : value;
        } catch (IOException noJson) {
            return null;
        }
    }

    private JsonNode plain() {
        Matcher end = VALUE_END.matcher(text).region(at, text.length());
        int until = end.find() ? end.start() : text.length();
        String value = text.substring(at, until);
        at = until;
        return value.equals("null") ? NullNode.getInstance() : JsonNodeFactory.instance.textNode(value);
    }

    /** Steps over the bracket. */
    private boolean ends(char bracket) {
        if (at < text.length() && text.charAt(at) == bracket) {
            at++;
            return true;
        }
        return false;
    }

    /** Whether another value or the bracket follows; steps over what is between values. */
    private boolean goesOn(char bracket) {
        if (text.startsWith(", ", at)) {
            at += 2;
            return true;
        }
        return at < text.length() && text.charAt(at) == bracket;
    }
}
