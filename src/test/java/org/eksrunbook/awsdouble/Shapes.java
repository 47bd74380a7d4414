package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service's shapes, as its model tells them. */
record Shapes(JsonNode model) {

    Shape input(String operation) {
        return side(operation, "input");
    }

    Shape output(String operation) {
        return side(operation, "output");
    }

    private Shape side(String operation, String side) {
        JsonNode known = model.path("operations").path(operation);
        if (known.isMissingNode()) {
            throw new AwsRefusal("UnknownOperationException", "No operation " + operation);
        }
        return shape(known.path(side));
    }

    Stream<JsonNode> operations() {
        return model.path("operations").valueStream();
    }

    JsonNode operation(String name) {
        return model.path("operations").path(name);
    }

    /** @param reference what names a shape: a member, an input, an output */
    Shape shape(JsonNode reference) {
        return new Shape(this, model.path("shapes").path(reference.path("shape").asText("none")), reference);
    }

    /** Text of the wire as the member's type. */
    static JsonNode value(Shape shape, String text) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (shape.type()) {
            case "integer", "long" -> make.numberNode(Long.parseLong(text));
            case "float", "double" -> make.numberNode(Double.parseDouble(text));
            case "boolean" -> make.booleanNode(Boolean.parseBoolean(text));
            case "timestamp" -> make.numberNode(seconds(Instant.parse(text)));
            default -> make.textNode(text);
        };
    }

    static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    /** One shape and the reference that led to it: names and places on the wire stand there. */
    record Shape(Shapes all, JsonNode node, JsonNode reference) {

        String type() {
            return node.path("type").asText("structure");
        }

        Shape member(String name) {
            return all.shape(node.path("members").path(name));
        }

        Iterable<String> members() {
            return () -> node.path("members").fieldNames();
        }

        Shape items() {
            return all.shape(node.path("member"));
        }

        Shape values() {
            return all.shape(node.path("value"));
        }

        boolean flattened() {
            return node.path("flattened").asBoolean()
                    || reference.path("flattened").asBoolean();
        }

        /** The place of a member that is not in the body: {@code uri}, {@code querystring}, {@code header}. */
        @Nullable
        String place() {
            return reference.path("location").asText(null);
        }

        String wireName(String name) {
            return reference.path("locationName").asText(name);
        }
    }
}
