package org.eksrunbook.gameday;

import java.nio.file.Path;
import java.time.Instant;

/** The game day with a week of ordinary days, for tests of other packages. */
public final class ShortGameday {

    private ShortGameday() {}

    public static Gameday in(Path folder) {
        return GamedayGenerator.generate(folder, 7, Instant.parse("2024-08-02T08:23:24Z"), 7);
    }

    /** With one ordinary day before an attack of January 2026, for tests that play it hundreds of times. */
    public static Gameday ofADay(Path folder) {
        return GamedayGenerator.generate(folder, 7, Instant.parse("2026-01-14T08:23:24Z"), 1);
    }
}
