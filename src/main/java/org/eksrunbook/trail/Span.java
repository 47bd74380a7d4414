package org.eksrunbook.trail;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when to when something was seen. */
final class Span {

    private @Nullable Instant first;
    private @Nullable Instant last;

    void take(@Nullable Instant time) {
        if (time != null) {
            first = first == null || time.isBefore(first) ? time : first;
            last = last == null || time.isAfter(last) ? time : last;
        }
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }

    boolean isAtLeast(Duration length) {
        return first != null && last != null && Duration.between(first, last).compareTo(length) >= 0;
    }
}
