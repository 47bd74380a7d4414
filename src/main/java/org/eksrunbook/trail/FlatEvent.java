package org.eksrunbook.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * written or, as Athena answers, in small letters. Columns of objects hold JSON, or Athena's and CloudTrail Lake's way of writing a row
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

    private FlatEvent() {}

    /** A path leads into objects; what is not told stays out. */
    static ObjectNode of(Map<String, String> row) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(row).forEach((path, value) -> {
            if (path == null || value == null || value.isBlank() || value.equals("-")) {
                return;
            }
            String[] steps = path.strip().split("\\.", 8);
            steps[0] = known(COLUMNS, steps[0]);
            ObjectNode node = event;
            for (int at = 0; at < steps.length - 1; at++) {
                node = node.get(steps[at]) instanceof ObjectNode there ? there : node.putObject(steps[at]);
                steps[at + 1] = steps[0].equals("userIdentity") ? known(OF_IDENTITY, steps[at + 1]) : steps[at + 1];
            }
            String name = steps[steps.length - 1];
            boolean whole = steps.length == 1 && OBJECTS.contains(name);
            node.set(name, whole ? object(name, value) : node.textNode(name.equals("eventTime") ? time(value) : value));
        });
        return event;
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
