package org.eksrunbook.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a compromise can have begun, as far as any log can tell. */
public final class CompromiseTime {

    /** CloudTrail was launched on this day (AWS News Blog, «AWS CloudTrail – Capture AWS API Activity for Auditing & More»). */
    private static final Instant FIRST_LOGS = Instant.parse("2013-11-13T00:00:00Z");

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private CompromiseTime() {}

    /** What is wrong with the time, in words that go behind its name; empty where nothing is. */
    public static Optional<String> fault(Instant compromisedAt, Instant now) {
        if (compromisedAt.isAfter(now.plus(CLOCKS_DIFFER))) {
            return Optional.of("lies in the future, it is " + now.truncatedTo(ChronoUnit.SECONDS) + " now");
        }
        return compromisedAt.isBefore(FIRST_LOGS)
                ? Optional.of("lies before 2013-11-13, when CloudTrail began: no log reaches back that far")
                : Optional.empty();
    }
}
