package org.eksrunbook.awsdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Writes an answer as XML, element by element. */
final class Xml {

    private final StringBuilder text = new StringBuilder();
    private final boolean ec2;

    Xml(boolean ec2) {
        this.ec2 = ec2;
    }

    void open(String name) {
        text.append('<').append(name).append('>');
    }

    void close(String name) {
        text.append("</").append(name).append('>');
    }

    void text(String name, String value) {
        open(name);
        text.append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        close(name);
    }

    void members(Shapes.Shape shape, JsonNode value) {
        value.properties()
                .forEach(member -> element(
                        shape.member(member.getKey()).wireName(member.getKey()),
                        shape.member(member.getKey()),
                        member.getValue()));
    }

    private void element(String name, Shapes.Shape shape, JsonNode value) {
        switch (shape.type()) {
            case "structure" -> {
                open(name);
                members(shape, value);
                close(name);
            }
            case "list" -> {
                boolean flat = shape.flattened();
                String item =
                        flat ? shape.items().wireName(name) : shape.items().wireName(ec2 ? "item" : "member");
                if (!flat) {
                    open(name);
                }
                value.forEach(one -> element(item, shape.items(), one));
                if (!flat) {
                    close(name);
                }
            }
            case "map" -> throw new IllegalStateException("A map in XML is not written yet: " + name);
            case "timestamp" ->
                text(
                        name,
                        Instant.ofEpochMilli((long) (value.asDouble() * 1000)).toString());
            default -> text(name, value.asText());
        }
    }

    byte[] bytes() {
        return text.toString().getBytes(UTF_8);
    }
}
