package org.eksrunbook.trail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a source that is asked told of itself: what it holds, and what it does not. */
record SourceReport(List<TrailAnswer.Count> counts, List<TrailAnswer.Newest> newest, List<String> limits) {

    /** Whether it holds any event of the windows, whosever it is. */
    boolean holdsEvents() {
        return !counts.isEmpty() || newest.stream().anyMatch(one -> one.eventTime() != null);
    }

    /** Counts and newest events of the later answer hold, if it has any, and its limits: what was mended meanwhile is none any more. */
    SourceReport followedBy(SourceReport later) {
        return new SourceReport(
                later.counts().isEmpty() ? counts : later.counts(),
                later.newest().isEmpty() ? newest : later.newest(),
                later.limits());
    }

    /** A later round was given up: what was said stays said. */
    SourceReport withoutAnswer(SourceReport givenUp) {
        Set<String> said = new LinkedHashSet<>(limits);
        said.addAll(givenUp.limits());
        return new SourceReport(counts, newest, List.copyOf(said));
    }
}
