package org.eksrunbook.asset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads delivered files of AWS Config item by item, with bounded memory. The files' items are spelled differently from the API's
 * ({@code ARN}, {@code awsAccountId}, {@code configuration} an object): both spellings are read.
 */
final class ConfigItemReader {

    private static final long LARGEST = 2L << 30;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(4_000_000)
                    .maxDocumentLength(LARGEST)
                    .build())
            .build());
    private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

    private ConfigItemReader() {}

    /** @throws IOException where the file cannot be read to its end; items before that were handed over */
    static void read(InputStream stored, String shownName, Consumer<ConfigItem> items) throws IOException {
        try (InputStream raw = new BufferedInputStream(stored, 1 << 16);
                InputStream content = shownName.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                JsonParser parser = JSON.createParser(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("configurationItems");
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        ConfigItem item = item(JSON.readTree(parser), shownName);
                        if (item != null) {
                            items.accept(item);
                        }
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static @Nullable ConfigItem item(JsonNode node, String file) {
        Instant captured = instant(text(node, "configurationItemCaptureTime"));
        String type = text(node, "resourceType");
        String id = text(node, "resourceId");
        if (captured == null || type == null || id == null) {
            return null;
        }
        return new ConfigItem(
                type,
                id,
                text(node, "resourceName"),
                first(text(node, "ARN"), text(node, "arn")),
                orEmpty(first(text(node, "awsAccountId"), text(node, "accountId"))),
                orEmpty(text(node, "awsRegion")),
                captured,
                orEmpty(text(node, "configurationItemStatus")),
                tags(node.path("tags")),
                object(node.path("configuration")),
                object(node.path("supplementaryConfiguration")),
                file);
    }

    /** As an object, or as an array of key and value. */
    private static Map<String, String> tags(JsonNode node) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        }
        if (node.isArray()) {
            node.forEach(tag -> tags.put(
                    orEmpty(first(text(tag, "key"), text(tag, "Key"))),
                    orEmpty(first(text(tag, "value"), text(tag, "Value")))));
        }
        return tags;
    }

    /** An object, or the text of one. */
    private static JsonNode object(JsonNode node) {
        if (node.isTextual() && node.asText().startsWith("{")) {
            try {
                return JSON.readTree(node.asText());
            } catch (IOException noJson) {
                // Then it is no configuration that anything could be made of again.
                return EMPTY;
            }
        }
        return node.isObject() ? node : EMPTY;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
