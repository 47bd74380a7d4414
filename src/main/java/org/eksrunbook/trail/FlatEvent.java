package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event put together again from a row whose columns are called by CloudTrail's paths ({@code eventName}, {@code userIdentity.arn}, …), as it is
 * written or, as Athena answers, in small letters. The entries of a list have columns of their own or, as Splunk answers ({@code items{}.instanceId}),
 * lines in one cell. Columns of objects hold JSON, or Athena's and CloudTrail Lake's way of writing a row
 * ({@link RowText}).
 */
final class FlatEvent {

    /** Columns that hold an object or a list. */
    static final Set<String> OBJECTS = Set.of(
            "userIdentity",
            "requestParameters",
            "responseElements",
            "additionalEventData",
            "serviceEventDetails",
            "resources",
            "tlsDetails");

    private static final Map<String, String> COLUMNS = spelled(
            OBJECTS.stream(),
            Stream.of(
                    "eventVersion",
                    "eventTime",
                    "eventSource",
                    "eventName",
                    "awsRegion",
                    "sourceIPAddress",
                    "userAgent",
                    "errorCode",
                    "errorMessage",
                    "requestID",
                    "eventID",
                    "readOnly",
                    "eventType",
                    "apiVersion",
                    "recipientAccountId",
                    "sharedEventID",
                    "vpcEndpointId",
                    "eventCategory",
                    "managementEvent",
                    "sessionCredentialFromConsole"));
    private static final Map<String, String> OF_IDENTITY = spelled(
            Stream.of(
                    "principalId",
                    "accountId",
                    "accessKeyId",
                    "userName",
                    "invokedBy",
                    "sessionContext",
                    "sessionIssuer",
                    "mfaAuthenticated",
                    "creationDate",
                    "sourceIdentity",
                    "ec2RoleDelivery",
                    "webIdFederationData",
                    "federatedProvider",
                    "identityProvider",
                    "assumedRoot"),
            Stream.of("onBehalfOf", "userId", "identityStoreArn", "credentialId", "inScopeOf", "issuerType"));

    private static final Pattern TIMESTAMP =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?(?: UTC)?");

    /** How some tools count a list's entries: {@code items[0].instanceId}; others write {@code items.0.instanceId}. */
    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,4})]");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private static final Pattern TEXT = Pattern.compile(
            "(?i).*(?:description|comment|document|policy|body|string|text|key|value|name|id|arn|prefix)");

    private static final Pattern INNER = Pattern.compile("(?i)(?:requestparameters|responseelements)\\.");

    private static final int DEEPEST = 16;
    private static final int MOST = 1_000;

    private FlatEvent() {}

    /** A path leads into objects and lists; what is not told stays out. */
    static ObjectNode of(Map<String, String> row) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(row).forEach((path, value) -> {
            if (path == null || value == null || isNothing(path, value)) {
                return;
            }
            String column = INDEX.matcher(path.strip()).replaceAll(".$1");
            if (column.contains("{}")) {
                // One cell holds the values of all entries, each in a line of its own.
                List<String> values = value.lines().limit(MOST).toList();
                for (int at = 0; at < values.size(); at++) {
                    put(event, entry(column, at), values.get(at));
                }
            } else {
                put(event, column, value);
            }
        });
        event.properties().forEach(entry -> entry.setValue(withLists(entry.getValue())));
        return event;
    }

    /** Some exports write a word or a dash where there is nothing to tell; a user may be called {@code null}. */
    private static boolean isNothing(String path, String value) {
        return value.isBlank()
                || value.equals("-")
                || value.equals("null") && !INNER.matcher(path).find();
    }

    /** Of lists in lists a column tells no more than the entries of the innermost. */
    private static String entry(String column, int at) {
        int last = column.lastIndexOf("{}");
        return column.substring(0, last).replace("{}", ".0")
                + '.'
                + at
                + column.substring(last + 2).replace("{}", "");
    }

    private static void put(ObjectNode event, String path, String value) {
        String[] steps = path.split("\\.", DEEPEST);
        steps[0] = known(COLUMNS, steps[0]);
        ObjectNode node = event;
        for (int at = 0; at < steps.length - 1; at++) {
            node = node.get(steps[at]) instanceof ObjectNode there ? there : node.putObject(steps[at]);
            steps[at + 1] = steps[0].equals("userIdentity") ? known(OF_IDENTITY, steps[at + 1]) : steps[at + 1];
        }
        String name = steps[steps.length - 1];
        boolean whole = steps.length == 1 && OBJECTS.contains(name);
        boolean part = steps.length > 1 && OBJECTS.contains(steps[0]);
        node.set(
                name,
                whole
                        ? object(name, value)
                        : part ? inside(name, value) : node.textNode(name.equals("eventTime") ? time(value) : value));
    }

    /** A list or an object inside another is JSON; what CloudTrail has as a text, and people write, stays one. */
    private static JsonNode inside(String name, String value) {
        if ((value.startsWith("[") || value.startsWith("{"))
                && !TEXT.matcher(name).matches()) {
            try {
                JsonNode json = LogJson.MAPPER.readTree(value);
                if (json.isContainerNode() && !json.has("Statement")) {
                    return json;
                }
            } catch (JsonProcessingException noJson) {
                // Then it is what it says.
            }
        }
        return JsonNodeFactory.instance.textNode(value);
    }

    /** Objects whose members are all numbered are the lists that they were before they were made flat. */
    private static JsonNode withLists(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        object.properties().forEach(entry -> entry.setValue(withLists(entry.getValue())));
        boolean numbered = !object.isEmpty()
                && object.properties().stream()
                        .allMatch(entry -> NUMBER.matcher(entry.getKey()).matches());
        if (!numbered) {
            return object;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        object.properties().stream()
                .sorted(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())))
                .forEach(entry -> list.add(entry.getValue()));
        return list;
    }

    /** A timestamp of SQL is in UTC. */
    private static String time(String value) {
        Matcher timestamp = TIMESTAMP.matcher(value);
        return timestamp.matches() ? timestamp.group(1) + "T" + timestamp.group(2) + "Z" : value;
    }

    private static JsonNode object(String column, String text) {
        UnaryOperator<String> names =
                column.equals("userIdentity") ? name -> known(OF_IDENTITY, name) : UnaryOperator.identity();
        try {
            JsonNode json = LogJson.MAPPER.readTree(text);
            if (json.isContainerNode()) {
                return json;
            }
        } catch (JsonProcessingException noJson) {
            // Then it is written as a row.
        }
        JsonNode row = RowText.read(text, names);
        return row == null ? JsonNodeFactory.instance.textNode(text) : row;
    }

    private static String known(Map<String, String> names, String name) {
        return names.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    private static Map<String, String> spelled(Stream<String> names, Stream<String> more) {
        return Stream.concat(names, more)
                .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name));
    }
}
