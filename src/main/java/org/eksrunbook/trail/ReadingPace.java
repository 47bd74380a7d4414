package org.eksrunbook.trail;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** How fast this server has been reading logs lately; before it read any, what a machine of two cores does. */
@Component
public class ReadingPace {

    /** Compressed bytes a second, see {@code docs/benchmarks.md}. */
    private static final double USUAL = 12_000_000;

    /** What was read before counts so much less with each further group. */
    private static final double FORGETTING = 0.7;

    private double bytes = USUAL;
    private double seconds = 1;

    synchronized void read(long compressed, Duration took) {
        bytes = bytes * FORGETTING + compressed;
        seconds = seconds * FORGETTING + took.toMillis() / 1000.0;
    }

    public synchronized double bytesPerSecond() {
        return bytes / seconds;
    }
}
