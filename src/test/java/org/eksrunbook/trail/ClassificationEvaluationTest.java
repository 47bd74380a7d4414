package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How well the rules judge real events whose class an expert decided; the logs lie beside the project (skipped without them). */
class ClassificationEvaluationTest {
    private Samples samples;

    @BeforeEach
    void samplesAreThere() {
        var found = Samples.find();
        Assumptions.assumeTrue(found.isPresent(), "no sample logs beside the project: set RUNBOOK_SAMPLES to measure");
        samples = found.get();
    }

    @Test
    void realAttacksAreJudgedAsAnExpertWould() {
        Score score = score(Classifier.standard(), "with the whole table");
        assertThat(score.rightClass()).as("class").isGreaterThanOrEqualTo(0.99);
        assertThat(score.rightCalls()).as("kinds of call").isGreaterThanOrEqualTo(0.98);
        assertThat(score.resourcesNamed()).as("resources").isGreaterThanOrEqualTo(0.97);
        assertThat(score.precision()).as("precision").isGreaterThanOrEqualTo(0.97);
        assertThat(score.rightOutcome()).as("outcome").isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void callsThatTheTableDoesNotKnowStillGetTheRightClassMostly() {
        double classes = 0;
        double calls = 0;
        double resources = 0;
        double precision = 0;
        for (int seed = 1; seed <= 10; seed++) {
            Score score =
                    score(Classifier.with(ActionTable.load().forgetting(0.1, seed)), "10 % forgotten, seed " + seed);
            classes += score.rightClass() / 10;
            calls += score.rightCalls() / 10;
            resources += score.resourcesNamed() / 10;
            precision += score.precision() / 10;
        }
        System.out.printf(
                Locale.ROOT,
                "Classification, 10 %% forgotten, mean of ten: class %.3f, kinds of call %.3f, resources %.3f, precision %.3f%n",
                classes,
                calls,
                resources,
                precision);
        // A little below what is reached.
        assertThat(classes).as("class").isGreaterThanOrEqualTo(0.99);
        assertThat(calls).as("kinds of call").isGreaterThanOrEqualTo(0.98);
        assertThat(resources).as("resources").isGreaterThanOrEqualTo(0.99);
        assertThat(precision).as("precision").isGreaterThanOrEqualTo(0.99);
    }

    private Score score(Classifier classifier, String title) {
        var score = new Score();
        for (JsonNode set : samples.expected()) {
            String source = set.get("source").asText();
            String technique = set.get("technique").asText();
            var byId = new HashMap<String, EventRecord>();
            samples.records(source.equals("stratus") ? "stratus/" + technique : source)
                    .forEach(record -> {
                        EventRecord event = EventRecord.of(record);
                        byId.put(event.eventId(), event);
                    });
            for (JsonNode expected : set.get("events")) {
                EventRecord event = Objects.requireNonNull(
                        byId.get(expected.get("eventID").asText()),
                        "an expected event is not in the logs of " + technique);
                score.add(expected, classifier.classify(event).orElse(null));
            }
        }
        System.out.printf(Locale.ROOT, "Classification, %s: %s%n", title, score);
        return score;
    }
}
