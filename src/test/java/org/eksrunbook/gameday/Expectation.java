package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What an expert expects of a step of the attack ({@code gameday/expected.json}); any one of the categories is right. */
record Expectation(Set<String> categories, boolean effective, boolean optional, JsonNode resources) {

    static JsonNode all() {
        try (InputStream in = Expectation.class.getResourceAsStream("/gameday/expected.json")) {
            return Templates.JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Expectation of(AttackEvent event) {
        JsonNode step = Objects.requireNonNull(all().path("steps").get(event.step()), event.step());
        return new Expectation(
                StreamSupport.stream(step.path("categories").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet()),
                step.path("effective").asBoolean(),
                step.path("optional").asBoolean(),
                step.path("resources"));
    }
}
