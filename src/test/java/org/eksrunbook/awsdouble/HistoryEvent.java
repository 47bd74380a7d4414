package org.eksrunbook.awsdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A management event as the event history shows it: with a user's or session's name, and the resources that it is about. */
record HistoryEvent(JsonNode record, Instant time, Map<String, String> resources) {

    /** Empty for data events and for what has no time, account or region. */
    static Optional<HistoryEvent> of(JsonNode record) {
        boolean data = record.path("eventCategory").asText().equals("Data")
                || record.path("managementEvent").asText().equals("false");
        return data || !record.has("eventTime")
                ? Optional.empty()
                : Optional.of(new HistoryEvent(
                        record, Instant.parse(record.path("eventTime").asText()), about(record)));
    }

    private static Map<String, String> about(JsonNode record) {
        Map<String, String> about = new LinkedHashMap<>();
        record.path("resources")
                .forEach(one ->
                        about.put(one.path("ARN").asText(), one.path("type").asText("AWS::Unknown::Resource")));
        put(about, record.at("/requestParameters/roleArn"), "AWS::IAM::Role");
        put(about, record.at("/responseElements/assumedRoleUser/arn"), "AWS::STS::AssumedRole");
        put(about, record.at("/responseElements/assumedRoleUser/assumedRoleId"), "AWS::STS::AssumedRole");
        put(about, record.at("/responseElements/federatedUser/arn"), "AWS::STS::FederatedUser");
        put(about, record.at("/responseElements/credentials/accessKeyId"), "AWS::IAM::AccessKey");
        put(about, record.at("/responseElements/accessKey/accessKeyId"), "AWS::IAM::AccessKey");
        return about;
    }

    private static void put(Map<String, String> about, JsonNode name, String type) {
        if (name.isTextual()) {
            about.put(name.asText(), type);
        }
    }

    String place() {
        String account = record.has("recipientAccountId")
                ? record.path("recipientAccountId").asText()
                : record.at("/userIdentity/accountId").asText();
        return account + " " + record.path("awsRegion").asText();
    }

    private String userName() {
        JsonNode who = record.path("userIdentity");
        return switch (who.path("type").asText()) {
            case "Root" -> "root";
            case "AssumedRole" -> behind(who.path("principalId").asText(), ':');
            case "FederatedUser" -> behind(who.path("arn").asText(), '/');
            default -> who.path("userName").asText("");
        };
    }

    private static String behind(String text, char mark) {
        return text.substring(text.lastIndexOf(mark) + 1);
    }

    boolean has(String attribute, String value) {
        return switch (attribute) {
            case "Username" -> userName().equals(value);
            case "AccessKeyId" ->
                record.at("/userIdentity/accessKeyId").asText().equals(value);
            case "EventName" -> record.path("eventName").asText().equals(value);
            case "ResourceName" -> resources.containsKey(value);
            default -> throw new AwsRefusal("InvalidLookupAttributesException", attribute + " is not played");
        };
    }

    JsonNode told() {
        ObjectNode told = JsonWire.JSON.createObjectNode();
        told.put("EventId", record.path("eventID").asText());
        told.put("EventName", record.path("eventName").asText());
        told.put("EventSource", record.path("eventSource").asText());
        told.put("EventTime", Shapes.seconds(time));
        if (!userName().isEmpty()) {
            told.put("Username", userName());
        }
        ArrayNode list = told.putArray("Resources");
        resources.forEach(
                (name, type) -> list.addObject().put("ResourceType", type).put("ResourceName", name));
        told.put("CloudTrailEvent", record.toString());
        return told;
    }
}
