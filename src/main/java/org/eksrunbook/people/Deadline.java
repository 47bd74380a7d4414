package org.eksrunbook.people;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * How one regulatory clock of a case stands.
 *
 * @param clock the key by which a decision names it, {@code gdpr} for one
 * @param what what has to be told to whom, and where that is written
 * @param decidedAt when the regulator was told, or when it was decided that nobody is to be; {@code null} while undecided
 * @param reason the recorded reason or reference; empty while undecided
 * @param seq the ledger entry of the decision, 0 while undecided
 */
public record Deadline(
        String clock,
        String regulation,
        String what,
        Instant due,
        State state,
        @Nullable Instant decidedAt,
        String reason,
        long seq) {

    /** The clock in one sentence, as it reads at a moment. */
    public String sentence(Instant now) {
        return regulation + ", " + what + ", due " + Times.of(due) + ": " + standing(now);
    }

    /** How it stands at a moment, in words. */
    public String standing(Instant now) {
        String why = reason.isEmpty() ? "" : " (" + VisibleText.of(reason) + ")";
        return switch (state) {
            case RUNNING -> "running, " + Times.words(Duration.between(now, due)) + " left";
            case OVERDUE -> "overdue by " + Times.words(Duration.between(due, now)) + ", nothing is recorded";
            case MET -> "told on " + told() + why;
            case MET_LATE -> "told late, on " + told() + why;
            case NOBODY_TO_BE_NOTIFIED -> "nobody is to be notified, because " + VisibleText.of(reason);
        };
    }

    private String told() {
        return decidedAt == null ? "an unknown day" : Times.of(decidedAt);
    }

    /** How a clock stands. */
    public enum State {
        RUNNING,
        MET,
        MET_LATE,
        OVERDUE,
        NOBODY_TO_BE_NOTIFIED;

        /** The word as it stands in JSON, in camel case. */
        @JsonValue
        public String word() {
            StringBuilder word = new StringBuilder();
            for (String part : name().toLowerCase(Locale.ROOT).split("_", -1)) {
                word.append(word.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
            }
            return word.toString();
        }
    }
}
