package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.LogFilesOnDisk.gzip;
import static org.eksrunbook.trail.LogFilesOnDisk.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.gameday.HostileTexts;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each hostile text in each field of an event that a finding repeats: it comes out of parts, questions and database letter by letter. */
class HostileFieldsTest {

    private static final List<String> FIELDS = List.of(
            "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode", "eventSource", "recipientAccountId");

    @Test
    void everyFieldComesOutAsItWasLogged(@TempDir Path folder) throws Exception {
        Map<String, String> expected = new HashMap<>();
        StringBuilder lines = new StringBuilder();
        int number = 0;
        for (String text : HostileTexts.ALL) {
            for (String field : FIELDS) {
                String id = "f-%03d-%s".formatted(number, field);
                lines.append(event(id).put(field, text)).append('\n');
                expected.put(id, text);
            }
            String message = "m-%03d".formatted(number);
            ObjectNode refused = event(message).put("errorCode", "AccessDenied").put("errorMessage", text);
            refused.putObject("requestParameters")
                    .put("bucketName", text)
                    .putObject("tagSet")
                    .put(text, text);
            lines.append(refused).append('\n');
            expected.put(message, text);
            lines.append(audit("k-%03d".formatted(number), text)).append('\n');
            expected.put("k-%03d".formatted(number), text);
            number++;
        }
        write(folder, "archive/logs.ndjson.gz", gzip(lines.toString()));
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), database())) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            bench.investigate(id);
            Map<String, Finding> found = new HashMap<>();
            bench.findings(id).forEach(finding -> found.put(finding.eventId(), finding));
            assertThat(bench.coverage(id).unreadable()).isEmpty();
            assertThat(found).containsOnlyKeys(expected.keySet());
            expected.forEach((event, text) -> assertThat(said(Objects.requireNonNull(found.get(event)), event))
                    .as(event)
                    .isEqualTo(text));
        }
    }

    private static String said(Finding finding, String event) {
        if (event.startsWith("m-") || event.startsWith("k-")) {
            String named = finding.resources().get(0).id();
            return event.startsWith("k-") ? named.substring(named.lastIndexOf("ns/") + 3) : named;
        }
        return Objects.requireNonNull(
                switch (event.substring(6)) {
                    case "eventName" -> finding.eventName();
                    case "awsRegion" -> finding.region();
                    case "sourceIPAddress" -> finding.sourceIp();
                    case "userAgent" -> finding.userAgent();
                    case "errorCode" -> finding.errorCode();
                    case "eventSource" -> finding.eventSource();
                    default -> finding.accountId();
                });
    }

    private static ObjectNode event(String id) throws Exception {
        return (ObjectNode) LogJson.MAPPER.readTree(LogFilesOnDisk.event(id, "PutBucketAcl"));
    }

    private static ObjectNode audit(String id, String text) {
        ObjectNode audit = LogJson.MAPPER
                .createObjectNode()
                .put("kind", "Event")
                .put("apiVersion", "audit.k8s.io/v1")
                .put("auditID", id)
                .put("stage", "ResponseComplete")
                .put("verb", "create")
                .put("userAgent", text)
                .put("requestReceivedTimestamp", "2024-08-02T08:23:24.000000Z");
        audit.putObject("user")
                .put("username", text)
                .putObject("extra")
                .putArray("arn")
                .add(LogFilesOnDisk.USER);
        audit.putArray("sourceIPs").add(text);
        audit.putObject("objectRef")
                .put("resource", "pods")
                .put("namespace", "ns")
                .put("name", text)
                .put("apiVersion", "v1");
        audit.putObject("responseStatus").put("code", 201);
        return audit;
    }

    Map<String, Object> database() {
        return Map.of();
    }
}
