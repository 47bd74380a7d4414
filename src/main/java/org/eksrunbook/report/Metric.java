package org.eksrunbook.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;
import org.jspecify.annotations.Nullable;

/**
 * One of the times to detect, notify, contain, eradicate and recover.
 *
 * @param fromWhat what began it, in words
 * @param until {@code null}: it has not happened yet
 * @param untilWhat what ended it; while it has not, what is missing
 * @param source the entry that tells the end; the opening one while there is none
 */
record Metric(
        String name,
        Instant from,
        String fromWhat,
        @Nullable Instant until,
        String untilWhat,
        Entry opened,
        Entry source) {

    @Nullable
    Duration time() {
        return until == null ? null : Duration.between(from, until);
    }

    String fromWords() {
        return Times.of(from) + ", " + fromWhat;
    }

    String untilWords() {
        return until == null ? untilWhat : Times.of(until) + ", " + untilWhat;
    }

    String timeWords() {
        Duration time = time();
        if (time == null) {
            return "not yet";
        }
        return time.isNegative() ? "before that" : Times.words(time);
    }

    List<Report.Cite> cites() {
        return Stream.of(opened, source).map(Cites::of).distinct().toList();
    }
}
