package org.eksrunbook.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of CloudTrail's table (Athena user guide, «Query AWS CloudTrail logs»), and how a record is put together from them again. */
final class AthenaColumns {

    /** How a column's text becomes JSON. */
    enum Kind {
        TEXT,
        FLAG,
        /** JSON in a text, as CloudTrail's input format gives requests and answers. */
        JSON,
        /** A struct, list or map, written as JSON by the query. */
        NESTED
    }

    /**
     * @param alias in our own statements
     * @param column its path in the table
     * @param path where it stands in CloudTrail's record
     */
    record Column(String alias, String column, String path, Kind kind) {}

    private static final String WHO = "userIdentity";
    private static final String SESSION = WHO + ".sessionContext";

    static final List<Column> ALL = List.of(
            text("eventversion", "eventVersion"),
            who("usertype", "type"),
            who("principalid", "principalId"),
            who("arn", "arn"),
            who("accountid", "accountId"),
            who("accesskeyid", "accessKeyId"),
            who("username", "userName"),
            who("invokedby", "invokedBy"),
            who("identityprovider", "identityProvider"),
            at("onbehalfuser", WHO + ".onBehalfOf.userId"),
            at("onbehalfstore", WHO + ".onBehalfOf.identityStoreArn"),
            at("mfaauthenticated", SESSION + ".attributes.mfaAuthenticated"),
            at("creationdate", SESSION + ".attributes.creationDate"),
            at("issuertype", SESSION + ".sessionIssuer.type"),
            at("issuerid", SESSION + ".sessionIssuer.principalId"),
            at("issuerarn", SESSION + ".sessionIssuer.arn"),
            at("issueraccount", SESSION + ".sessionIssuer.accountId"),
            at("issuername", SESSION + ".sessionIssuer.userName"),
            at("ec2roledelivery", SESSION + ".ec2RoleDelivery"),
            at("sourceidentity", SESSION + ".sourceIdentity"),
            at("federatedprovider", SESSION + ".webIdFederationData.federatedProvider"),
            new Column(
                    "federatedattributes",
                    "useridentity.sessioncontext.webidfederationdata.attributes",
                    SESSION + ".webIdFederationData.attributes",
                    Kind.NESTED),
            text("eventtime", "eventTime"),
            text("eventsource", "eventSource"),
            text("eventname", "eventName"),
            text("awsregion", "awsRegion"),
            text("sourceipaddress", "sourceIPAddress"),
            text("useragent", "userAgent"),
            text("errorcode", "errorCode"),
            text("errormessage", "errorMessage"),
            new Column("requestparameters", "requestparameters", "requestParameters", Kind.JSON),
            new Column("responseelements", "responseelements", "responseElements", Kind.JSON),
            new Column("additionaleventdata", "additionaleventdata", "additionalEventData", Kind.JSON),
            new Column("serviceeventdetails", "serviceeventdetails", "serviceEventDetails", Kind.JSON),
            text("requestid", "requestID"),
            text("eventid", "eventID"),
            new Column("readonly", "readonly", "readOnly", Kind.FLAG),
            new Column("resources", "resources", "resources", Kind.NESTED),
            text("eventtype", "eventType"),
            text("apiversion", "apiVersion"),
            text("recipientaccountid", "recipientAccountId"),
            text("sharedeventid", "sharedEventID"),
            text("vpcendpointid", "vpcEndpointId"),
            new Column("managementevent", "managementevent", "managementEvent", Kind.FLAG),
            text("eventcategory", "eventCategory"));

    /** Without these a table cannot tell who did what. */
    static final List<String> NEEDED = List.of(
            "useridentity.arn",
            "useridentity.principalid",
            "useridentity.accesskeyid",
            "useridentity.sessioncontext.sessionissuer.arn",
            "eventtime",
            "eventsource",
            "eventname",
            "awsregion",
            "errorcode",
            "requestparameters",
            "responseelements",
            "eventid",
            "recipientaccountid");

    /** Columns that a search looks into and that the extraction makes itself. */
    static final List<String> TOLD = List.of(
            "uniqueid",
            "rolekey",
            "sessionname",
            "issuedkey",
            "issuedarn",
            "federatedarn",
            "takenrole",
            "switchedfrom",
            "podidentity");

    private static final Set<String> OF_TAKING = Set.of(
            "usertype",
            "principalid",
            "arn",
            "accountid",
            "accesskeyid",
            "username",
            "invokedby",
            "identityprovider",
            "issuertype",
            "issuerid",
            "issuerarn",
            "issueraccount",
            "issuername",
            "eventtime",
            "eventsource",
            "eventname",
            "awsregion",
            "sourceipaddress",
            "errorcode",
            "errormessage",
            "requestparameters",
            "eventid",
            "recipientaccountid",
            "uniqueid",
            "rolekey",
            "sessionname",
            "issuedkey",
            "issuedarn",
            "takenrole");

    private static final Map<String, String> RESOURCE_FIELDS =
            Map.of("arn", "ARN", "accountid", "accountId", "type", "type");

    private AthenaColumns() {}

    private static Column text(String column, String path) {
        return new Column(column, column, path, Kind.TEXT);
    }

    private static Column who(String alias, String field) {
        return at(alias, WHO + "." + field);
    }

    private static Column at(String alias, String path) {
        return new Column(alias, path.toLowerCase(java.util.Locale.ROOT), path, Kind.TEXT);
    }

    static String aliases() {
        return ALL.stream().map(Column::alias).collect(Collectors.joining(", "));
    }

    /**
     * What the extraction keeps: everything of an event that is wanted; who took which role from where; nothing but its place and time of another. The
     * answer to the taking is kept where it tells more: the key of a session that may go on in the suspect window, the only name of who showed a
     * certificate.
     */
    static String kept() {
        return Stream.concat(ALL.stream().map(Column::alias), TOLD.stream())
                .map(alias -> "CASE WHEN wanted"
                        + (alias.equals("responseelements")
                                ? " OR answered"
                                : OF_TAKING.contains(alias) ? " OR taking" : "")
                        + " THEN " + alias + " END AS " + alias)
                .collect(Collectors.joining(",\n  "));
    }

    /** The record, from the texts of {@link #ALL} in their order. */
    static ObjectNode record(ObjectMapper json, List<@Nullable String> texts) {
        ObjectNode record = json.createObjectNode();
        for (int at = 0; at < ALL.size(); at++) {
            String text = texts.get(at);
            if (text != null) {
                put(json, record, ALL.get(at), text);
            }
        }
        return record;
    }

    private static void put(ObjectMapper json, ObjectNode record, Column column, String text) {
        String[] steps = column.path().split("\\.", -1);
        ObjectNode at = record;
        for (int step = 0; step < steps.length - 1; step++) {
            at = at.withObject("/" + steps[step]);
        }
        String name = steps[steps.length - 1];
        switch (column.kind()) {
            case TEXT -> at.put(name, text);
            case FLAG -> at.put(name, text.equalsIgnoreCase("true"));
            case JSON -> at.set(name, parsed(json, text));
            case NESTED ->
                at.set(name, column.alias().equals("resources") ? resources(json, text) : parsed(json, text));
        }
    }

    private static JsonNode parsed(ObjectMapper json, String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException plain) {
            return json.getNodeFactory().textNode(text);
        }
    }

    /** A row is written as an object of lower-case names, or, by older versions of the engine, as a list of its values. */
    private static ArrayNode resources(ObjectMapper json, String text) {
        ArrayNode list = json.createArrayNode();
        for (JsonNode row : parsed(json, text)) {
            ObjectNode resource = list.addObject();
            if (row.isArray()) {
                int at = 0;
                for (String name : List.of("ARN", "accountId", "type")) {
                    copy(resource, name, row.path(at++));
                }
            } else {
                RESOURCE_FIELDS.forEach((column, name) -> copy(resource, name, row.path(column)));
            }
        }
        return list;
    }

    private static void copy(ObjectNode to, String name, JsonNode value) {
        if (value.isTextual()) {
            to.put(name, value.asText());
        }
    }
}
