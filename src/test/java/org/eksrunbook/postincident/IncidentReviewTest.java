package org.eksrunbook.postincident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.Person;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.junit.jupiter.api.Test;

class IncidentReviewTest {

    private static final Instant NINE = Instant.parse("2024-08-02T09:00:00Z");

    @Test
    void aRegulatorCannotHaveBeenToldInTheFuture() {
        assertThat(review("gdpr | 2024-08-02T09:00:00Z | ref 1").regulators()).hasSize(1);
        assertThatThrownBy(() -> review("gdpr | 2024-08-02T09:00:01Z | ref 1"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("future");
    }

    @Test
    void nothingIsAMisconfigurationThatNobodyCallsOne() {
        IncidentReview review = review("");

        assertThat(review.misconfigurations()).isEmpty();
        assertThat(review.vectors()).containsExactly("Anonymous access");
    }

    private static IncidentReview review(String regulators) {
        TaskContext context = new TaskContext(new IncidentId("REVIEW-1"), "task", "instance", name -> null);
        return IncidentReview.of(
                new TaskCompletion(context, new Person("mia", Set.of("responders")), Map.of("regulators", regulators)),
                List.of("Anonymous access"),
                NINE);
    }
}
