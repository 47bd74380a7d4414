package org.eksrunbook.eradicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.trail.TrailAnswer;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final TrailAnswer WAITING = new TrailAnswer.Waiting(Duration.ofSeconds(1), "an answer");

    private final Map<String, Object> variables = new HashMap<>();
    private final DelegateExecution execution = execution(variables);
    private Instant now = Instant.parse("2026-01-15T12:00:00Z");
    private final Patience patience = new Patience(new AnswerSettings(Duration.ofHours(2)), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void pausesGrowFromTwoSecondsToThirty() {
        Duration pause = Duration.ZERO;
        for (int look = 0; look < 30; look++) {
            patience.tell(execution, WAITING);
            Duration next = Duration.parse(String.valueOf(variables.get("answerDueIn")));
            assertThat(next).isGreaterThanOrEqualTo(pause).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
            pause = next;
            now = now.plus(next);
        }
        assertThat(pause).isEqualTo(Duration.ofSeconds(30));
        assertThat(variables).containsEntry("trailAnswer", "waiting");
    }

    @Test
    void whatWentOnIsLookedAfterOftenAgain() {
        for (int look = 0; look < 10; look++) {
            patience.tell(execution, WAITING);
            now = now.plusSeconds(20);
        }
        assertThat(variables).containsEntry("answerDueIn", "PT30S");

        patience.tell(execution, new TrailAnswer.Waiting(Duration.ofSeconds(1), "another answer"));

        assertThat(variables).containsEntry("answerDueIn", "PT2S");
    }

    @Test
    void afterTheDeadlineAPersonIsAskedAndThenItWaitsAnew() {
        patience.tell(execution, WAITING);
        now = now.plus(Duration.ofHours(2));
        patience.tell(execution, WAITING);
        assertThat(variables).containsEntry("trailAnswer", "waiting");
        now = now.plusSeconds(1);
        patience.tell(execution, WAITING);
        assertThat(variables).containsEntry("trailAnswer", "overdue");
        now = now.plusSeconds(60);
        patience.tell(execution, WAITING);
        assertThat(variables).containsEntry("trailAnswer", "waiting").containsEntry("answerDueIn", "PT2S");
    }

    @Test
    void anAnswerAndAScanEndTheWaiting() {
        patience.tell(execution, WAITING);
        patience.tell(execution, new TrailAnswer.NeedsApproval("s", 1, "1 USD", "why", "SELECT 1"));
        assertThat(variables).containsOnlyKeys("trailAnswer").containsEntry("trailAnswer", "approval");
        patience.tell(execution, null);
        assertThat(variables).containsEntry("trailAnswer", "there");
    }

    /** An execution that has variables and nothing else. */
    private static DelegateExecution execution(Map<String, Object> variables) {
        return (DelegateExecution) Proxy.newProxyInstance(
                PatienceTest.class.getClassLoader(),
                new Class<?>[] {DelegateExecution.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getVariable" -> variables.get(arguments[0]);
                    case "setVariable" -> variables.put(String.valueOf(arguments[0]), arguments[1]);
                    case "removeVariable" -> variables.remove(arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
