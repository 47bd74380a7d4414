package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes one call as a CloudTrail record, its fields in CloudTrail's order. The template's keys: {@code call}
 * ({@code service:Name}), {@code request}, {@code response}, {@code error}, {@code message}, {@code readOnly},
 * {@code data} (a data event), {@code resources}, {@code extra} (additionalEventData), {@code via} (the service that calls
 * on behalf), {@code type}.
 */
final class TrailRecord {
    private static final Map<String, String> SOURCES =
            Map.of("cloudwatch", "monitoring", "elb", "elasticloadbalancing");
    private static final Set<String> GLOBAL = Set.of("iam", "route53", "cloudfront", "organizations");

    /** CloudTrail's own idea of a read: handing out credentials and content is one. */
    private static final Pattern READS = Pattern.compile(
            "Describe|List|Get|Head|Lookup|BatchGet|Search|AssumeRole|Decrypt|GenerateDataKey|Scan|Query");

    private final Templates templates;
    private final Actors actors;

    TrailRecord(Templates templates, Actors actors) {
        this.templates = templates;
        this.actors = actors;
    }

    /** IAM and its like report to us-east-1 from wherever they are called. */
    static String region(JsonNode call, String region) {
        return GLOBAL.contains(service(call)) ? "us-east-1" : region;
    }

    ObjectNode write(String actorKey, JsonNode call, Scene scene, String eventId) {
        JsonNode actor = actors.named(actorKey);
        String source = source(call);
        String via = call.path("via").asText("");
        ObjectNode identity = actors.identity(actorKey, scene);
        if (!via.isEmpty()) {
            identity.put("invokedBy", via);
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("eventVersion", "1.11");
        record.set("userIdentity", identity);
        record.put("eventTime", scene.time().toString());
        record.put("eventSource", source);
        record.put("eventName", name(call));
        record.put("awsRegion", scene.region());
        record.put("sourceIPAddress", via.isEmpty() ? actors.address(actor, scene) : via);
        record.put("userAgent", via.isEmpty() ? actors.agent(actor, scene) : via);
        if (call.has("error")) {
            record.put("errorCode", call.path("error").asText());
        }
        if (call.has("message")) {
            record.put("errorMessage", templates.fill(call.path("message").asText(), scene));
        }
        record.set("requestParameters", filled(call, "request", scene));
        record.set("responseElements", filled(call, "response", scene));
        if (call.has("extra")) {
            record.set("additionalEventData", filled(call, "extra", scene));
        }
        String requestKind = "s3".equals(service(call)) ? "upper16" : "uuid";
        record.put("requestID", templates.identifiers().of(requestKind, scene.random()));
        record.put("eventID", eventId);
        record.put("readOnly", readOnly(call));
        if (call.has("resources")) {
            record.set("resources", filled(call, "resources", scene));
        }
        boolean data = call.path("data").asBoolean();
        record.put("eventType", call.path("type").asText("AwsApiCall"));
        record.put("managementEvent", !data);
        record.put("recipientAccountId", scene.account());
        if (call.has("shared")) {
            record.put("sharedEventID", templates.fill(call.path("shared").asText(), scene));
        }
        record.put("eventCategory", data ? "Data" : "Management");
        if (via.isEmpty() && !"service".equals(actor.path("kind").asText())) {
            record.putObject("tlsDetails")
                    .put("tlsVersion", "TLSv1.3")
                    .put("cipherSuite", "TLS_AES_128_GCM_SHA256")
                    .put("clientProvidedHostHeader", host(source, scene.region()));
        }
        return record;
    }

    static String source(JsonNode call) {
        String service = service(call);
        return SOURCES.getOrDefault(service, service) + ".amazonaws.com";
    }

    static String name(JsonNode call) {
        String text = call.path("call").asText();
        return text.substring(text.indexOf(':') + 1);
    }

    private static String service(JsonNode call) {
        String text = call.path("call").asText();
        return text.substring(0, text.indexOf(':'));
    }

    private static boolean readOnly(JsonNode call) {
        JsonNode told = call.get("readOnly");
        return told != null ? told.asBoolean() : READS.matcher(name(call)).lookingAt();
    }

    private JsonNode filled(JsonNode call, String field, Scene scene) {
        return call.has(field) ? templates.fill(call.get(field), scene) : JsonNodeFactory.instance.nullNode();
    }

    private static String host(String source, String region) {
        String service = source.substring(0, source.indexOf('.'));
        return GLOBAL.contains(service) ? source : service + "." + region + ".amazonaws.com";
    }
}
