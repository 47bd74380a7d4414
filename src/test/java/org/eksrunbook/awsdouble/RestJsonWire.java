package org.eksrunbook.awsdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON over method and path: members stand in the path, the query or the body. */
record RestJsonWire(Shapes shapes) implements Wire {

    private static final Pattern LABEL = Pattern.compile("\\{(\\w+)\\+?}");

    @Override
    public Asked read(HttpExchange exchange, byte[] body) {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        // A longer template says more: /a/{b}/c before /a/{b}.
        return shapes.operations()
                .filter(operation -> operation.at("/http/method").asText().equals(method))
                .sorted((one, other) -> template(other).length() - template(one).length())
                .flatMap(operation -> {
                    Matcher match = Pattern.compile(pattern(operation)).matcher(path);
                    return match.matches()
                            ? java.util.stream.Stream.of(read(operation, match, exchange, body))
                            : java.util.stream.Stream.empty();
                })
                .findFirst()
                .orElseThrow(() -> new AwsRefusal(404, "UnknownOperationException", method + " " + path));
    }

    private static String template(JsonNode operation) {
        return operation.at("/http/requestUri").asText().replaceAll("\\?.*", "");
    }

    private static String pattern(JsonNode operation) {
        return LABEL.matcher(template(operation)).replaceAll("([^/]*)").replaceAll("/$", "") + "/?";
    }

    private Asked read(JsonNode operation, Matcher match, HttpExchange exchange, byte[] body) {
        String name = operation.path("name").asText();
        ObjectNode input = JsonWire.JSON.createObjectNode();
        Shapes.Shape shape = shapes.input(name);
        List<String> labels = new ArrayList<>();
        LABEL.matcher(template(operation)).results().forEach(label -> labels.add(label.group(1)));
        Map<String, List<String>> query = Form.query(exchange.getRequestURI().getRawQuery());
        JsonNode sent = JsonWire.object(body);
        for (String member : shape.members()) {
            Shapes.Shape inner = shape.member(member);
            String wireName = inner.wireName(member);
            String place = inner.place() == null ? "body" : inner.place();
            switch (place) {
                case "uri" ->
                    input.put(
                            member,
                            URLDecoder.decode(
                                    match.group(labels.indexOf(wireName) + 1).replace("+", "%2B"), UTF_8));
                case "querystring" -> fromQuery(input, member, inner, query.get(wireName));
                case "header", "headers" -> {}
                default -> {
                    if (sent.has(wireName)) {
                        input.set(member, sent.get(wireName));
                    }
                }
            }
        }
        return new Asked(name, input);
    }

    private static void fromQuery(
            ObjectNode input,
            String member,
            Shapes.Shape shape,
            @org.jspecify.annotations.Nullable List<String> values) {
        if (values == null) {
            return;
        }
        if (shape.type().equals("list")) {
            ArrayNode list = input.putArray(member);
            values.forEach(value -> list.add(Shapes.value(shape.items(), value)));
        } else {
            input.set(member, Shapes.value(shape, values.get(0)));
        }
    }

    @Override
    public Told write(String operation, JsonNode answer) {
        ObjectNode body = JsonWire.JSON.createObjectNode();
        Shapes.Shape shape = shapes.output(operation);
        answer.properties()
                .forEach(
                        member -> body.set(shape.member(member.getKey()).wireName(member.getKey()), member.getValue()));
        return new Told("application/json", JsonWire.bytes(body), Map.of());
    }

    @Override
    public Told write(AwsRefusal refusal) {
        return JsonWire.refused(refusal, "application/json");
    }
}
