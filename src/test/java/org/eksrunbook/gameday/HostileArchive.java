package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;

/** A folder of logs in which one user makes a user of each hostile name, and says as much in every other field that is his to choose. */
final class HostileArchive {
    static final String ATTACKER = "arn:aws:iam::111122223333:user/mallory";

    private HostileArchive() {}

    static void write(Path root) throws IOException {
        write(root, "0123456789abcdef", HostileArchive::event);
    }

    /** Beside them he changes a bucket of each hostile name: that is what has to come back. */
    static void writeBuckets(Path root) throws IOException {
        write(root, "fedcba9876543210", (text, number) -> {
            ObjectNode event = event(text, number)
                    .put("eventSource", "s3.amazonaws.com")
                    .put("eventName", "PutBucketPolicy")
                    .put("eventID", String.format("00000000-0000-4000-9000-%012d", number));
            event.putObject("requestParameters").put("bucketName", text);
            event.putNull("responseElements");
            return event;
        });
    }

    /**
     * Beside them he takes a role in a session of each hostile name, and each session leaves an event whose every other field is hostile: the name of the
     * call and its service, error code, region, account and time.
     */
    static void writeSessions(Path root) throws IOException {
        write(root, "aaaaaaaaaaaaaaaa", HostileArchive::taking);
        write(root, "bbbbbbbbbbbbbbbb", HostileArchive::ofSession);
    }

    /** The event that holds the text in all of its fields. */
    static String sessionsEvent(int number) {
        return String.format("00000000-0000-4000-b000-%012d", number);
    }

    private static ObjectNode taking(String text, int number) {
        ObjectNode event = event(text, number)
                .put("eventSource", "sts.amazonaws.com")
                .put("eventName", "AssumeRole")
                .put("eventTime", "2024-08-02T08:55:00Z")
                .put("eventID", String.format("00000000-0000-4000-a000-%012d", number));
        event.putObject("requestParameters")
                .put("roleArn", "arn:aws:iam::111122223333:role/ops")
                .put("roleSessionName", text);
        ObjectNode response = event.putObject("responseElements");
        response.putObject("credentials").put("accessKeyId", key(number));
        response.putObject("assumedRoleUser")
                .put("assumedRoleId", "AROAOPSOPSOPSOPSOPS1:" + text)
                .put("arn", session(text));
        return event;
    }

    private static ObjectNode ofSession(String text, int number) {
        ObjectNode event = event(text, number)
                .put("eventSource", text)
                .put("eventName", text)
                .put("eventTime", text)
                .put("awsRegion", text)
                .put("errorCode", text)
                .put("errorMessage", text)
                .put("recipientAccountId", text)
                .put("eventID", sessionsEvent(number));
        ObjectNode who = event.putObject("userIdentity")
                .put("type", "AssumedRole")
                .put("principalId", "AROAOPSOPSOPSOPSOPS1:" + text)
                .put("arn", session(text))
                .put("accountId", "111122223333")
                .put("accessKeyId", key(number));
        who.putObject("sessionContext")
                .putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", "AROAOPSOPSOPSOPSOPS1")
                .put("arn", "arn:aws:iam::111122223333:role/ops")
                .put("accountId", "111122223333")
                .put("userName", "ops");
        return event;
    }

    static String session(String text) {
        return "arn:aws:sts::111122223333:assumed-role/ops/" + text;
    }

    private static String key(int number) {
        return String.format("ASIASESSION%09d", number);
    }

    private static void write(Path root, String name, BiFunction<String, Integer, ObjectNode> made) throws IOException {
        ObjectNode document = Templates.JSON.createObjectNode();
        ArrayNode records = document.putArray("Records");
        int number = 0;
        for (String text : HostileTexts.ALL) {
            records.add(made.apply(text, number++));
        }
        Path folder = Files.createDirectories(root.resolve("AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02"));
        Path file = folder.resolve("111122223333_CloudTrail_us-east-1_20240802T0900Z_" + name + ".json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Templates.JSON.writeValue(out, document);
        }
    }

    /**
     * A start that looks for the attacker from eight o'clock on.
     *
     * @param further principals to look for
     */
    static ObjectNode start(String until, List<String> further) {
        ArrayNode principals = Templates.JSON.createArrayNode().add(ATTACKER);
        further.forEach(principals::add);
        ObjectNode variables = Templates.JSON.createObjectNode();
        variable(variables, "accountId", "String", "111122223333");
        variable(variables, "region", "String", "us-east-1");
        variable(variables, "compromisedAt", "String", "2024-08-02T08:00:00Z");
        variable(variables, "until", "String", until);
        variable(variables, "principals", "Json", principals.toString());
        return Templates.JSON.createObjectNode().set("variables", variables);
    }

    static void variable(ObjectNode variables, String name, String type, String value) {
        variables.putObject(name).put("type", type).put("value", value);
    }

    private static ObjectNode event(String text, int number) {
        ObjectNode event = Templates.JSON
                .createObjectNode()
                .put("eventVersion", "1.08")
                .put("eventTime", String.format("2024-08-02T08:%02d:00Z", 10 + number))
                .put("eventSource", "iam.amazonaws.com")
                .put("eventName", "CreateUser")
                .put("awsRegion", "us-east-1")
                .put("sourceIPAddress", text)
                .put("userAgent", text)
                .put("eventID", String.format("00000000-0000-4000-8000-%012d", number))
                .put("eventType", "AwsApiCall")
                .put("recipientAccountId", "111122223333");
        event.putObject("userIdentity")
                .put("type", "IAMUser")
                .put("principalId", "AIDAMALLORY")
                .put("arn", ATTACKER)
                .put("accountId", "111122223333")
                .put("accessKeyId", "AKIAMALLORY000000000")
                .put("userName", "mallory");
        event.putObject("requestParameters").put("userName", text);
        event.putObject("responseElements")
                .putObject("user")
                .put("userName", text)
                .put("userId", "AIDA" + number);
        return event;
    }
}
