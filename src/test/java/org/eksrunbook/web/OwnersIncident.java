package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.eksrunbook.process.Caller;

/**
 * A real incident, started and read over HTTP with nothing but what anybody has: two applications were touched, «orders»
 * belongs to the user {@code owner}, «ledger» to nobody.
 */
final class OwnersIncident {

    private static final String CMDB = """
            application,owner,environment,dataClass,resourceId,resourceType,configuration
            orders,owner,prod,personal,orders-data,AWS::S3::Bucket,
            orders,owner,prod,personal,orders-table,AWS::DynamoDB::Table,
            ledger,,prod,financial,ledger-data,AWS::S3::Bucket,
            """;
    private static final String POLICY =
            "\"bucketPolicy\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\"}]}";

    private final Caller http;
    private final ObjectMapper json;
    private final String id;

    OwnersIncident(Caller http, ObjectMapper json, String id) {
        this.http = http;
        this.json = json;
        this.id = id;
    }

    /** Starts it, brings its logs, and confirms the scope; the rounds run then. */
    void begin() {
        ok(http.send(http.request("responder", "/api/cmdb/import")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(CMDB))
                .build()));
        ok(http.post(
                "responder",
                "/engine-rest/process-definition/key/eksIncidentResponse/start",
                Cases.start(id).replace("\"clusterName\"", "\"trailSource\":{\"value\":\"upload\"},\"clusterName\"")));
        String logs = "{\"Records\":["
                + String.join(
                        ",",
                        List.of(
                                event(1, "s3", "PutBucketPolicy", "{\"bucketName\":\"orders-data\"," + POLICY + "}"),
                                event(2, "s3", "PutBucketPolicy", "{\"bucketName\":\"ledger-data\"," + POLICY + "}"),
                                event(3, "dynamodb", "DeleteTable", "{\"tableName\":\"orders-table\"}"),
                                event(4, "iam", "CreateUser", "{\"userName\":\"backdoor\"}")))
                + "]}";
        assertThat(upload("responder", logs).statusCode()).isEqualTo(201);
        ok(http.post(
                "responder",
                "/engine-rest/task/" + await("userTask_confirmScope") + "/complete",
                "{\"variables\":{}}"));
    }

    HttpResponse<String> upload(String user, String logs) {
        return http.send(http.request(user, "/api/incidents/" + id + "/trail")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"logs.json\"\r\n\r\n" + logs
                                + "\r\n--b--\r\n"))
                .build());
    }

    /** The id of the open task with this key, waited for; every task on the way that only has to be let pass is. */
    String await(String key) {
        for (int tries = 0; tries < 600; tries++) {
            for (JsonNode task : tasks()) {
                if (task.path("taskDefinitionKey").asText().equals(key)) {
                    return task.path("id").asText();
                }
                if (Set.of("userTask_followPlaybook")
                        .contains(task.path("taskDefinitionKey").asText())) {
                    http.post(
                            "responder",
                            "/engine-rest/task/" + task.path("id").asText() + "/complete",
                            "{\"variables\":{}}");
                }
            }
            pause();
        }
        throw new AssertionError(key + " did not come: "
                + http.get("responder", "/api/incidents/" + id).body());
    }

    JsonNode tasks() {
        return read(http.get("admin", "/engine-rest/task?processInstanceBusinessKey=" + id));
    }

    JsonNode read(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(answer.statusCode() + " " + answer.body(), broken);
        }
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String event(int number, String service, String name, String request) {
        return """
                {"eventVersion":"1.08","eventID":"00000000-0000-4000-8000-00000000000%d","eventTime":"2026-08-02T08:0%d:00Z",
                "eventSource":"%s.amazonaws.com","eventName":"%s","awsRegion":"us-east-1","eventType":"AwsApiCall","readOnly":false,
                "recipientAccountId":"111122223333","sourceIPAddress":"192.0.2.1","userAgent":"aws-cli",
                "requestParameters":%s,"responseElements":null,
                "userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:pod","accountId":"111122223333",
                "arn":"arn:aws:sts::111122223333:assumed-role/app/pod","accessKeyId":"ASIAEXAMPLE",
                "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE","accountId":"111122223333",
                "arn":"arn:aws:iam::111122223333:role/app","userName":"app"}}}}""".formatted(number, number, service, name, request);
    }
}
