package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The cluster's log group as a CloudWatch Logs export writes it: {@code exportedlogs/<task>/<stream>/000000.gz}, each
 * line a time, a space and the message, in no strict order; the authenticator's stream lies beside the audit log's.
 */
final class AuditLog {
    private final JsonNode story = Templates.read("audit.json");
    private final Templates templates;
    private final Random random;
    private final Map<String, List<String>> streams = new TreeMap<>();

    AuditLog(Templates templates, Random random) {
        this.templates = templates;
        this.random = random;
    }

    List<AttackEvent> write(Path root, Instant compromisedAt, Instant end) {
        JsonNode ordinary = story.path("ordinary");
        Instant time = compromisedAt.minus(Duration.ofDays(14));
        while (time.isBefore(end)) {
            JsonNode template = ordinary.get(random.nextInt(ordinary.size()));
            line(event(template, time, templates.identifiers().of("uuid", random)), time);
            time = time.plusSeconds(60 + random.nextInt(1300));
        }
        List<AttackEvent> told = new ArrayList<>();
        for (JsonNode step : story.path("attack")) {
            Instant at = compromisedAt.plus(AttackStory.offset(step));
            int index = 0;
            for (JsonNode call : AttackStory.unrolled(step)) {
                String name = step.path("step").asText();
                String id = templates.identifiers().named("uuid", "audit:" + name + ':' + index++);
                ObjectNode event = event(call.path("event"), at, id);
                line(event, at);
                told.add(new AttackEvent(
                        name,
                        id,
                        "kubernetes",
                        at,
                        event.path("verb").asText(),
                        event.path("user").path("username").asText()));
                at = at.plusSeconds(step.path("every").asInt(3));
            }
        }
        for (JsonNode step : story.path("earlier")) {
            Instant at = compromisedAt.plus(AttackStory.offset(step));
            line(event(step.path("event"), at, templates.identifiers().of("uuid", random)), at);
        }
        for (JsonNode message : story.path("authenticator")) {
            Scene scene = scene(compromisedAt.minus(Duration.ofHours(2)));
            add("authenticator", scene.time(), templates.fill(message.asText(), scene));
        }
        save(root);
        return told;
    }

    private ObjectNode event(JsonNode template, Instant time, String auditId) {
        ObjectNode event = Templates.JSON
                .createObjectNode()
                .put("kind", "Event")
                .put("apiVersion", "audit.k8s.io/v1")
                .put("level", template.path("level").asText("Metadata"))
                .put("auditID", auditId)
                .put("stage", "ResponseComplete");
        event.setAll((ObjectNode) templates.fill(template, scene(time)));
        Instant received = time.plus(random.nextInt(900_000), ChronoUnit.MICROS);
        event.put("requestReceivedTimestamp", received.toString());
        event.put(
                "stageTimestamp",
                received.plus(8_000 + random.nextInt(9000), ChronoUnit.MICROS).toString());
        return event;
    }

    private Scene scene(Instant time) {
        return new Scene(time, templates.account("A"), "eu-central-1", random);
    }

    private void line(ObjectNode event, Instant time) {
        add("kube-apiserver-audit" + (random.nextInt(3) == 0 ? "-b" : ""), time, event.toString());
    }

    private void add(String stream, Instant time, String message) {
        List<String> lines = streams.computeIfAbsent(stream, s -> new ArrayList<>());
        String line = time.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z ") + message;
        lines.add(lines.isEmpty() || random.nextInt(5) > 0 ? lines.size() : lines.size() - 1, line);
    }

    private void save(Path root) {
        String task = templates.identifiers().named("uuid", "export-task");
        // The export's own test of its permission to write.
        GzipFile.write(root.resolve("exportedlogs/aws-logs-write-test"), new byte[0]);
        streams.forEach((stream, lines) -> {
            String prefix = stream.startsWith("kube") ? "kube-apiserver-audit-" : "authenticator-";
            String folder = prefix + templates.identifiers().named("hex32", stream);
            String text = String.join("\n", lines) + "\n";
            GzipFile.write(
                    root.resolve("exportedlogs/" + task + '/' + folder + "/000000.gz"),
                    text.getBytes(StandardCharsets.UTF_8));
        });
    }
}
