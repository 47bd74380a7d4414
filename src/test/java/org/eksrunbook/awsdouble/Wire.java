package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import org.eksrunbook.aws.ServiceModel;

/** How a service speaks: between bytes and objects by the members' names. */
public interface Wire {

    /** @param input by the members' names */
    record Asked(String operation, JsonNode input) {}

    record Told(String contentType, byte[] body, Map<String, String> headers) {}

    /** @throws AwsRefusal where it is no request of this service */
    Asked read(HttpExchange exchange, byte[] body);

    Told write(String operation, JsonNode answer);

    Told write(AwsRefusal refusal);

    static Wire of(ServiceModel model) {
        Shapes shapes = new Shapes(model.json());
        String protocol = model.json().at("/metadata/protocol").asText();
        return switch (protocol) {
            case "json" ->
                new JsonWire(shapes, model.json().at("/metadata/jsonVersion").asText());
            case "rest-json" -> new RestJsonWire(shapes);
            case "query" -> new QueryWire(shapes, false);
            case "ec2" -> new QueryWire(shapes, true);
            default -> throw new IllegalArgumentException("No wire for " + protocol);
        };
    }
}
