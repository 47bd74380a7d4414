package org.eksrunbook.awsdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A form asks, XML answers: IAM, STS, RDS, and EC2 with its own spelling. */
record QueryWire(Shapes shapes, boolean ec2) implements Wire {

    @Override
    public Asked read(HttpExchange exchange, byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        Form.query(new String(body, UTF_8)).forEach((name, values) -> fields.put(name, values.get(0)));
        String operation = Objects.requireNonNullElse(fields.get("Action"), "");
        JsonNode input = read(shapes.input(operation), fields, "");
        return new Asked(operation, input == null ? JsonWire.JSON.createObjectNode() : input);
    }

    private @Nullable JsonNode read(Shapes.Shape shape, Map<String, String> fields, String at) {
        return switch (shape.type()) {
            case "structure" -> structure(shape, fields, at);
            case "list" -> list(shape, fields, at);
            case "map" -> throw new AwsRefusal("SerializationException", "A map at " + at + " is not read yet");
            default -> {
                String text = fields.get(at);
                yield text == null ? null : Shapes.value(shape, text);
            }
        };
    }

    private @Nullable JsonNode structure(Shapes.Shape shape, Map<String, String> fields, String at) {
        String prefix = at.isEmpty() ? "" : at + ".";
        if (!at.isEmpty() && fields.keySet().stream().noneMatch(field -> field.startsWith(prefix))) {
            return null;
        }
        ObjectNode made = JsonWire.JSON.createObjectNode();
        for (String member : shape.members()) {
            JsonNode value = read(shape.member(member), fields, prefix + askedName(shape.member(member), member));
            if (value != null) {
                made.set(member, value);
            }
        }
        return made;
    }

    private String askedName(Shapes.Shape member, String name) {
        if (!ec2) {
            return member.flattened() ? member.items().wireName(member.wireName(name)) : member.wireName(name);
        }
        String own = member.reference().path("queryName").asText("");
        String wire = member.wireName(name);
        return own.isEmpty() ? Character.toUpperCase(wire.charAt(0)) + wire.substring(1) : own;
    }

    private @Nullable JsonNode list(Shapes.Shape shape, Map<String, String> fields, String at) {
        ArrayNode list = JsonWire.JSON.createArrayNode();
        String prefix = ec2 || shape.flattened() ? at : at + "." + shape.items().wireName("member");
        for (int number = 1; ; number++) {
            JsonNode item = read(shape.items(), fields, prefix + "." + number);
            if (item == null) {
                return list.isEmpty() ? null : list;
            }
            list.add(item);
        }
    }

    @Override
    public Told write(String operation, JsonNode answer) {
        Xml xml = new Xml(ec2);
        String result = shapes.operation(operation).at("/output/resultWrapper").asText("");
        xml.open(operation + "Response");
        if (!result.isEmpty()) {
            xml.open(result);
        }
        xml.members(shapes.output(operation), answer);
        if (!result.isEmpty()) {
            xml.close(result);
        }
        xml.close(operation + "Response");
        return new Told("text/xml", xml.bytes(), Map.of());
    }

    @Override
    public Told write(AwsRefusal refusal) {
        Xml xml = new Xml(ec2);
        String top = ec2 ? "Response" : "ErrorResponse";
        xml.open(top);
        if (ec2) {
            xml.open("Errors");
        }
        xml.open("Error");
        xml.text("Code", refusal.code());
        xml.text("Message", String.valueOf(refusal.getMessage()));
        xml.close("Error");
        if (ec2) {
            xml.close("Errors");
        }
        xml.text("RequestId", "request");
        xml.close(top);
        return new Told("text/xml", xml.bytes(), Map.of());
    }
}
