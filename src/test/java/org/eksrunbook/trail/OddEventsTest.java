package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a log holds, reading and judging it does not fail. */
class OddEventsTest {
    private static final List<String> FIELDS = List.of(
            "eventName",
            "eventSource",
            "eventTime",
            "userIdentity",
            "requestParameters",
            "responseElements",
            "resources",
            "additionalEventData",
            "serviceEventDetails",
            "errorCode",
            "readOnly",
            "awsRegion",
            "eventID",
            "auditID",
            "objectRef",
            "user",
            "responseStatus",
            "requestObject",
            "sourceIPs",
            "verb",
            "stage",
            "annotations",
            "arn",
            "ARN",
            "content",
            "items",
            "type",
            "name");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "7",
                "'x'",
                "{'userIdentity':7,'requestParameters':'x','resources':{'ARN':1}}"
            })
    void emptyAndWrongShapesGiveAFinding(String json) {
        JsonNode node = Events.json(json);
        assertThat(Classifier.standard().classify(EventRecord.of(node))).isPresent();
        assertThatCode(() -> Classifier.standard().classify(AuditEvent.of(node)))
                .doesNotThrowAnyException();
    }

    @Test
    void anEventWithoutAnIdGetsTheSameOneEachTime() {
        JsonNode node = Events.json("{'eventName':'CreateUser'}");
        assertThat(EventRecord.of(node).eventId())
                .isNotEmpty()
                .isEqualTo(EventRecord.of(node).eventId());
    }

    @Test
    void seededNonsenseIsSurvived() {
        Classifier classifier = Classifier.standard();
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            JsonNode node = object(random, 0);
            assertThatCode(() -> {
                        classifier.classify(EventRecord.of(node));
                        classifier.classify(AuditEvent.of(node));
                    })
                    .as("seed of %s", node)
                    .doesNotThrowAnyException();
        }
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(8); i >= 0; i--) {
            node.set(FIELDS.get(random.nextInt(FIELDS.size())), value(random, depth + 1));
        }
        return node;
    }

    private static JsonNode value(Random random, int depth) {
        var make = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 5 ? 6 : 8)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(random.nextLong());
            case 2 -> make.booleanNode(random.nextBoolean());
            case 3 ->
                make.textNode(
                        List.of("", " ", "arn:", "arn:aws:iam::1:role/x", "arn%3Aaws%zz", "i-0a1b2c3d4e", "Create", "s")
                                .get(random.nextInt(8)));
            case 4 -> make.arrayNode().add(make.textNode("x")).add(make.nullNode());
            case 5 -> make.textNode("x".repeat(random.nextInt(3000)));
            case 6 -> make.arrayNode().add(object(random, depth)).add(object(random, depth));
            default -> object(random, depth);
        };
    }
}
