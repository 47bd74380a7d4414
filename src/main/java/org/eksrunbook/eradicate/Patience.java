package org.eksrunbook.eradicate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.trail.TrailAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long a source that is asked is waited for, and how often it is looked whether the answer is there. */
@Component
class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final AnswerSettings settings;
    private final Clock clock;

    Patience(AnswerSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Writes what the gateway and the timer behind the step read. */
    void tell(DelegateExecution execution, @Nullable TrailAnswer unanswered) {
        if (unanswered instanceof TrailAnswer.Waiting waiting) {
            tell(execution, waiting);
            return;
        }
        execution.setVariable(
                EradicateVariables.TRAIL_ANSWER,
                unanswered instanceof TrailAnswer.NeedsApproval
                        ? EradicateVariables.ANSWER_APPROVAL
                        : EradicateVariables.ANSWER_THERE);
        execution.removeVariable(EradicateVariables.ANSWER_AWAITED_SINCE);
        execution.removeVariable(EradicateVariables.ANSWER_AWAITED);
        execution.removeVariable(EradicateVariables.ANSWER_DUE_IN);
    }

    private void tell(DelegateExecution execution, TrailAnswer.Waiting waiting) {
        Instant now = clock.instant();
        Object before = execution.getVariable(EradicateVariables.ANSWER_AWAITED_SINCE);
        Instant since = before instanceof String text ? Instant.parse(text) : now;
        Duration waited = Duration.between(since, now);
        if (waited.compareTo(settings.answerWithin()) > 0) {
            // A person decides; whoever comes back from there waits anew.
            execution.setVariable(EradicateVariables.TRAIL_ANSWER, EradicateVariables.ANSWER_OVERDUE);
            execution.removeVariable(EradicateVariables.ANSWER_AWAITED_SINCE);
            execution.removeVariable(EradicateVariables.ANSWER_AWAITED);
            return;
        }
        execution.setVariable(EradicateVariables.TRAIL_ANSWER, EradicateVariables.ANSWER_WAITING);
        execution.setVariable(EradicateVariables.ANSWER_AWAITED_SINCE, since.toString());
        Instant begun = begun(execution, waiting.what(), now);
        execution.setVariable(EradicateVariables.ANSWER_AWAITED, begun + " " + waiting.what());
        execution.setVariable(
                EradicateVariables.ANSWER_DUE_IN,
                pause(Duration.between(begun, now), waiting.pause()).toString());
    }

    /** Since when this very thing is waited for: where something went on meanwhile it is looked after often again. */
    private static Instant begun(DelegateExecution execution, String what, Instant now) {
        Object before = execution.getVariable(EradicateVariables.ANSWER_AWAITED);
        return before instanceof String text
                        && text.substring(text.indexOf(' ') + 1).equals(what)
                ? Instant.parse(text.substring(0, text.indexOf(' ')))
                : now;
    }

    /** Half of what was waited already, between two and thirty seconds, and no shorter than the source wants. */
    static Duration pause(Duration waited, Duration wanted) {
        Duration pause = waited.dividedBy(2);
        if (pause.compareTo(FIRST_PAUSE) < 0) {
            pause = FIRST_PAUSE;
        }
        if (pause.compareTo(wanted) < 0) {
            pause = wanted;
        }
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return Duration.ofSeconds(pause.toSeconds());
    }
}
