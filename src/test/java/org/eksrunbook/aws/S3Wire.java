package org.eksrunbook.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eksrunbook.awsdouble.Reply;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What goes over S3's wire, held against S3's model: none is published for Java, but Debian's {@code awscli} brings one along. Where it is not installed,
 * nothing is held against anything.
 */
final class S3Wire {

    private static final Path MODEL =
            Path.of("/usr/lib/python3/dist-packages/awscli/botocore/data/s3/2006-03-01/service-2.json");
    private static final Optional<S3Wire> INSTALLED =
            Files.isReadable(MODEL) ? Optional.of(new S3Wire(ServiceModel.of(MODEL))) : Optional.empty();

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of signing and sending, no operation's own («Signature Version 4», «Trailing checksums»). */
    private static final Set<String> OF_EVERY_REQUEST = Set.of(
            "x-amz-date",
            "x-amz-content-sha256",
            "x-amz-security-token",
            "x-amz-decoded-content-length",
            "x-amz-trailer",
            "x-amz-te");
    /** What S3 has and Debian's model does not yet (S3 API reference: ListObjectsV2, Object, conditional writes of PutObject, checksums). */
    private static final Set<String> NEWER = Set.of(
            "x-amz-optional-object-attributes",
            "x-amz-checksum-crc32",
            "x-amz-sdk-checksum-algorithm",
            "RestoreStatus");

    private final ServiceModel model;

    private S3Wire(ServiceModel model) {
        this.model = model;
    }

    static Optional<S3Wire> installed() {
        return INSTALLED;
    }

    /** @return what is wrong with the request and, unless it is refused, with the answer */
    List<String> faults(HttpExchange exchange, Map<String, String> query, Reply reply) {
        List<String> faults = new ArrayList<>();
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Optional<String> found = operation(exchange, query, headers.keySet());
        if (found.isEmpty()) {
            return List.of("no operation of S3: " + exchange.getRequestMethod() + " " + exchange.getRequestURI());
        }
        String operation = found.get();
        ObjectNode request = request(operation, exchange, query, headers, faults);
        faults.addAll(model.faultsOfRequest(operation, request));
        if (reply.status() / 100 == 2 && exchange.getRequestMethod().equals("GET") && !isFile(operation)) {
            faults.addAll(model.faultsOfAnswer(operation, answer(operation, reply.body(), faults)));
        }
        return faults.stream().map(fault -> operation + ": " + fault).toList();
    }

    /** That whose fixed parameters and required headers and parameters are all there; of several the one that has most of them. */
    private Optional<String> operation(HttpExchange exchange, Map<String, String> query, Set<String> headers) {
        int depth = exchange.getRequestURI().getRawPath().split("/", 3).length - 1;
        String best = null;
        int most = -1;
        for (Map.Entry<String, JsonNode> one : model.json().path("operations").properties()) {
            JsonNode http = one.getValue().path("http");
            String[] uri = http.path("requestUri").asText().split("\\?", 2);
            Set<String> fixed = uri.length == 1 ? Set.of() : Set.of(uri[1].split("&"));
            List<String> needed = needed(one.getValue(), "querystring");
            List<String> neededHeaders = needed(one.getValue(), "header");
            boolean fits = http.path("method").asText().equals(exchange.getRequestMethod())
                    && uri[0].split("/", 3).length - 1 == depth
                    && fixed.stream().allMatch(pair -> {
                        String[] parts = pair.split("=", 2);
                        return query.containsKey(parts[0])
                                && (parts.length == 1 || parts[1].equals(query.get(parts[0])));
                    })
                    && query.keySet().containsAll(needed)
                    && headers.containsAll(neededHeaders);
            int telling = fixed.size() + needed.size() + neededHeaders.size();
            if (fits && telling > most) {
                best = one.getKey();
                most = telling;
            }
        }
        return Optional.ofNullable(best);
    }

    private List<String> needed(JsonNode operation, String location) {
        JsonNode input = shape(operation.at("/input/shape").asText());
        List<String> needed = new ArrayList<>();
        input.path("required").forEach(name -> {
            JsonNode member = input.path("members").path(name.asText());
            if (member.path("location").asText().equals(location)) {
                needed.add(member.path("locationName").asText().toLowerCase(Locale.ROOT));
            }
        });
        return needed;
    }

    private ObjectNode request(
            String operation,
            HttpExchange exchange,
            Map<String, String> query,
            Map<String, String> headers,
            List<String> faults) {
        JsonNode known = model.json().at("/operations/" + operation);
        JsonNode input = shape(known.at("/input/shape").asText());
        ObjectNode request = JSON.createObjectNode();
        Set<String> told = new HashSet<>();
        String[] path = exchange.getRequestURI().getPath().split("/", 3);
        for (Map.Entry<String, JsonNode> member : input.path("members").properties()) {
            String name = member.getValue().path("locationName").asText();
            String value = switch (member.getValue().path("location").asText()) {
                case "uri" -> member.getKey().equals("Bucket") ? path[1] : path.length > 2 ? path[2] : null;
                case "querystring" -> query.get(name);
                case "header" -> headers.get(name.toLowerCase(Locale.ROOT));
                default -> null;
            };
            if (value != null) {
                told.add(name.toLowerCase(Locale.ROOT));
                request.set(member.getKey(), typed(member.getValue(), value));
            }
        }
        String fixed = known.at("/http/requestUri").asText();
        query.keySet().stream()
                // The SDK names the operation beside it.
                .filter(name -> !name.equals("x-id") && !told.contains(name) && !fixed.contains(name))
                .forEach(name -> faults.add("?" + name + " is no parameter"));
        headers.keySet().stream()
                .filter(name -> name.startsWith("x-amz-") && !told.contains(name))
                .filter(name -> !OF_EVERY_REQUEST.contains(name) && !NEWER.contains(name))
                .forEach(name -> faults.add(name + " is no header"));
        return request;
    }

    private boolean isFile(String operation) {
        return shape(model.json()
                        .at("/operations/" + operation + "/output/shape")
                        .asText())
                .has("payload");
    }

    private JsonNode answer(String operation, byte[] body, List<String> faults) {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = parsers.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
            return structure(
                    shape(model.json()
                            .at("/operations/" + operation + "/output/shape")
                            .asText()),
                    root,
                    faults);
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            faults.add("answer is no XML: " + broken.getMessage());
            return JSON.createObjectNode();
        }
    }

    private ObjectNode structure(JsonNode shape, Element element, List<String> faults) {
        ObjectNode structure = JSON.createObjectNode();
        for (Element child : children(element)) {
            String member = null;
            for (Map.Entry<String, JsonNode> one : shape.path("members").properties()) {
                if (one.getValue().path("locationName").asText(one.getKey()).equals(child.getTagName())) {
                    member = one.getKey();
                }
            }
            if (member == null) {
                if (!NEWER.contains(child.getTagName())) {
                    faults.add("<" + child.getTagName() + "> is no member");
                }
                continue;
            }
            JsonNode target = shape(shape.at("/members/" + member + "/shape").asText());
            if (!target.path("type").asText().equals("list")) {
                structure.set(member, value(shape.path("members").path(member), child, faults));
            } else if (target.path("flattened").asBoolean()) {
                structure.withArrayProperty(member).add(value(target.path("member"), child, faults));
            } else {
                ArrayNode list = structure.withArrayProperty(member);
                children(child).forEach(one -> list.add(value(target.path("member"), one, faults)));
            }
        }
        return structure;
    }

    private JsonNode value(JsonNode member, Element element, List<String> faults) {
        JsonNode shape = shape(member.path("shape").asText());
        return shape.path("type").asText().equals("structure")
                ? structure(shape, element, faults)
                : typed(member, element.getTextContent());
    }

    /** As the model's type; a text where it does not look like one, which is a fault then. */
    private JsonNode typed(JsonNode member, String text) {
        return switch (shape(member.path("shape").asText()).path("type").asText()) {
            case "integer", "long" ->
                text.matches("-?\\d+")
                        ? JSON.getNodeFactory().numberNode(Long.parseLong(text))
                        : JSON.getNodeFactory().textNode(text);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? JSON.getNodeFactory().booleanNode(text.equals("true"))
                        : JSON.getNodeFactory().textNode(text);
            case "timestamp" -> time(text);
            default -> JSON.getNodeFactory().textNode(text);
        };
    }

    private static JsonNode time(String text) {
        try {
            return JSON.getNodeFactory().numberNode(Instant.parse(text).getEpochSecond());
        } catch (DateTimeParseException none) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element one) {
                children.add(one);
            }
        }
        return children;
    }

    private JsonNode shape(String name) {
        return model.json().path("shapes").path(name);
    }
}
