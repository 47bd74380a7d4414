package org.eksrunbook.gameday;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Reads the story's files and fills their placeholders: {@code ${kind:name}} is a named identifier, {@code ${kind:*}} a
 * fresh one, {@code ${oneOf:a|b}} one of a list, {@code ${int:9}} a number below nine, {@code ${A}} and {@code ${B}} the
 * accounts, {@code ${region}}, {@code ${account}}, {@code ${time}}, {@code ${awsTime}} and {@code ${millis}} the scene.
 * {@code ${at:-90}} is a time that many minutes from the moment of compromise, {@code ${day:-9}} a day of the calendar.
 */
final class Templates {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter AWS_TIME =
            DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Identifiers identifiers;
    private final JsonNode accounts;
    private final Instant compromisedAt;

    Templates(Identifiers identifiers, JsonNode accounts, Instant compromisedAt) {
        this.identifiers = identifiers;
        this.accounts = accounts;
        this.compromisedAt = compromisedAt;
    }

    static JsonNode read(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("gameday/" + name + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String text(String name) {
        try (InputStream in = Templates.class.getResourceAsStream("/gameday/" + name)) {
            if (in == null) {
                throw new IllegalStateException("gameday/" + name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Identifiers identifiers() {
        return identifiers;
    }

    String account(String label) {
        return accounts.path(label).asText(label);
    }

    JsonNode fill(JsonNode template, Scene scene) {
        if (template instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(e -> filled.set(fill(e.getKey(), scene), fill(e.getValue(), scene)));
            return filled;
        }
        if (template instanceof ArrayNode array) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(e -> filled.add(fill(e, scene)));
            return filled;
        }
        if (template.isTextual() && "${millis}".equals(template.asText())) {
            return JsonNodeFactory.instance.numberNode(scene.time().toEpochMilli());
        }
        return template.isTextual() ? JsonNodeFactory.instance.textNode(fill(template.asText(), scene)) : template;
    }

    String fill(String template, Scene scene) {
        int open = template.indexOf("${");
        if (open < 0) {
            return template;
        }
        int close = template.indexOf('}', open);
        String value = value(template.substring(open + 2, close), scene);
        return template.substring(0, open) + value + fill(template.substring(close + 1), scene);
    }

    private String value(String placeholder, Scene scene) {
        int colon = placeholder.indexOf(':');
        String kind = colon < 0 ? placeholder : placeholder.substring(0, colon);
        String name = colon < 0 ? "" : placeholder.substring(colon + 1);
        return switch (kind) {
            case "A", "B" -> account(kind);
            case "account" -> scene.account();
            case "region" -> scene.region();
            case "time" -> scene.time().toString();
            case "awsTime" -> AWS_TIME.format(scene.time());
            case "int" -> Integer.toString(scene.random().nextInt(Integer.parseInt(name)));
            case "oneOf" -> {
                List<String> choices = List.of(name.split("\\|"));
                yield choices.get(scene.random().nextInt(choices.size()));
            }
            case "at" ->
                compromisedAt.plus(Duration.ofMinutes(Long.parseLong(name))).toString();
            case "day" ->
                compromisedAt
                        .plus(Duration.ofDays(Long.parseLong(name)))
                        .toString()
                        .substring(0, 10);
            default -> "*".equals(name) ? identifiers.of(kind, scene.random()) : identifiers.named(kind, name);
        };
    }
}
