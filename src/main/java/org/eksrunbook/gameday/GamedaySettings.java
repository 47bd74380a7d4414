package org.eksrunbook.gameday;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The game day's settings: another seed gives other identifiers; without a moment the attack began yesterday; so many
 * ordinary days lie before it.
 */
@ConfigurationProperties("runbook.gameday")
record GamedaySettings(
        @DefaultValue("20240802") long seed,
        @Nullable Instant compromisedAt,
        @DefaultValue("90") int days) {
    GamedaySettings {
        if (days < 1 || days > 365) {
            throw new IllegalArgumentException("runbook.gameday.days is " + days + ": 1 to 365 ordinary days");
        }
    }
}
