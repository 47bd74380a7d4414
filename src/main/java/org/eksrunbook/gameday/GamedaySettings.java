package org.eksrunbook.gameday;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The game day's settings: another seed gives other identifiers; without a moment the attack began yesterday. */
@ConfigurationProperties("runbook.gameday")
record GamedaySettings(
        @DefaultValue("20240802") long seed, @Nullable Instant compromisedAt) {}
