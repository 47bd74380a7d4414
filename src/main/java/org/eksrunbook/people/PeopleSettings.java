package org.eksrunbook.people;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.Stakeholder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code runbook.stakeholders} and {@code runbook.updates.<severity>}.
 *
 * @param updates how often stakeholders are told, by severity; what is missing has the default
 */
@ConfigurationProperties("runbook")
record PeopleSettings(
        @Nullable List<Stakeholder> stakeholders, @Nullable Map<Severity, Duration> updates) {

    private static final Map<Severity, Duration> RHYTHM = Map.of(
            Severity.P1, Duration.ofMinutes(30),
            Severity.P2, Duration.ofHours(2),
            Severity.P3, Duration.ofDays(1),
            Severity.P4, Duration.ofDays(1));

    PeopleSettings {
        stakeholders = stakeholders == null ? List.of() : List.copyOf(stakeholders);
        Map<Severity, Duration> rhythm = new EnumMap<>(RHYTHM);
        if (updates != null) {
            rhythm.putAll(updates);
        }
        rhythm.forEach(PeopleSettings::check);
        updates = Map.copyOf(rhythm);
    }

    @Override
    public List<Stakeholder> stakeholders() {
        return stakeholders == null ? List.of() : stakeholders;
    }

    Duration rhythm(Severity severity) {
        Duration every = updates == null ? null : updates.get(severity);
        return every == null ? Duration.ofDays(1) : every;
    }

    private static void check(Severity severity, Duration every) {
        if (every.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("runbook.updates." + severity + " is shorter than a minute");
        }
    }
}
