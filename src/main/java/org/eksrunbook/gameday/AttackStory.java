package org.eksrunbook.gameday;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The attack's calls to AWS, from {@code gameday/attack.json}, each step at its minute after the compromise. */
final class AttackStory {
    private final JsonNode steps = Templates.read("attack.json").path("steps");
    private final Templates templates;
    private final TrailRecord trailRecord;
    private final Random random;

    AttackStory(Templates templates, TrailRecord trailRecord, Random random) {
        this.templates = templates;
        this.trailRecord = trailRecord;
        this.random = random;
    }

    List<AttackEvent> tell(Instant compromisedAt, TrailFiles files) {
        List<AttackEvent> told = new ArrayList<>();
        for (JsonNode step : steps) {
            String name = step.path("step").asText();
            Instant time = compromisedAt.plus(offset(step));
            int index = 0;
            for (JsonNode call : unrolled(step)) {
                String account = templates.account(step.path("account").asText("A"));
                String region = TrailRecord.region(call, step.path("region").asText("eu-central-1"));
                String eventId = templates.identifiers().named("uuid", "attack:" + name + ':' + index++);
                var event = trailRecord.write(
                        step.path("actor").asText(), call, new Scene(time, account, region, random), eventId);
                files.add(account, region, time, event);
                String principal = event.path("userIdentity").path("arn").asText("");
                told.add(new AttackEvent(name, eventId, "cloudtrail", time, TrailRecord.name(call), principal));
                time = time.plusSeconds(step.path("every").asInt(7));
            }
        }
        return told;
    }

    /** Minutes and seconds after the compromise: {@code 12:30}. */
    static Duration offset(JsonNode step) {
        String[] parts = step.path("at").asText().split(":", 2);
        return Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1]));
    }

    /** A step with a list {@code each} is as many calls, {@code ${each}} being the list's word. */
    static List<JsonNode> unrolled(JsonNode step) {
        if (!step.has("each")) {
            return List.of(step);
        }
        List<JsonNode> calls = new ArrayList<>();
        try {
            for (JsonNode each : step.path("each")) {
                calls.add(Templates.JSON.readTree(step.toString().replace("${each}", each.asText())));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Step " + step.path("step") + " does not unroll", e);
        }
        return calls;
    }
}
