package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON 1.0 and 1.1: the operation in a header, members by their names. */
record JsonWire(Shapes shapes, String version) implements Wire {

    static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Asked read(HttpExchange exchange, byte[] body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target == null) {
            throw new AwsRefusal("UnknownOperationException", "No X-Amz-Target");
        }
        return new Asked(target.substring(target.lastIndexOf('.') + 1), object(body));
    }

    static JsonNode object(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException noJson) {
            throw new AwsRefusal("SerializationException", "No JSON");
        }
    }

    static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException unforeseen) {
            throw new UncheckedIOException(unforeseen);
        }
    }

    @Override
    public Told write(String operation, JsonNode answer) {
        return new Told("application/x-amz-json-" + version, bytes(answer), Map.of());
    }

    @Override
    public Told write(AwsRefusal refusal) {
        return refused(refusal, "application/x-amz-json-" + version);
    }

    static Told refused(AwsRefusal refusal, String contentType) {
        return new Told(
                contentType,
                bytes(JSON.createObjectNode().put("__type", refusal.code()).put("message", refusal.getMessage())),
                Map.of("x-amzn-ErrorType", refusal.code()));
    }
}
