package org.eksrunbook.gameday;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.eksrunbook.awsdouble.AwsDouble;

/** The game day with a week of ordinary days, for tests of other packages. */
public final class ShortGameday {

    private ShortGameday() {}

    public static Gameday in(Path folder) {
        return GamedayGenerator.generate(folder, 7, Instant.parse("2024-08-02T08:23:24Z"), 7);
    }

    /** What AWS answers about it, but for S3, Athena and the event history, which the caller adds. */
    public static AwsDouble onAws(Gameday gameday) throws IOException {
        return new GamedayAws(gameday.archive(), 7, gameday.compromisedAt()).play();
    }

    /** With one ordinary day before an attack of January 2026, for tests that play it hundreds of times. */
    public static Gameday ofADay(Path folder) {
        return GamedayGenerator.generate(folder, 7, Instant.parse("2026-01-14T08:23:24Z"), 1);
    }
}
