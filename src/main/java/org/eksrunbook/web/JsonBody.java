package org.eksrunbook.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import org.eksrunbook.incident.InvalidInput;
import org.springframework.stereotype.Component;

/** Reads the JSON that somebody sends, never more than a megabyte of it. */
@Component
class JsonBody {

    private static final int MOST = 1 << 20;

    private final ObjectReader reader;

    JsonBody(ObjectMapper json) {
        reader = json.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /** @throws InvalidInput where the body is too long or no JSON object */
    JsonNode object(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw new InvalidInput("The body is longer than " + MOST + " bytes");
        }
        try {
            JsonNode node = reader.readTree(bytes);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException broken) {
            throw new InvalidInput("The body is no JSON: " + broken.getOriginalMessage());
        }
        throw new InvalidInput("The body has to be a JSON object");
    }
}
