package org.eksrunbook.process;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.TrailLocation;
import org.eksrunbook.incident.TrailSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a start takes where nothing is given: the settings and the organisation's table of severities. */
@Component
class StartDefaults {

    private static final Logger LOG = LoggerFactory.getLogger(StartDefaults.class);

    private final TrailSource trailSource;
    private final DecisionTables tables;
    private final ObjectProvider<TrailLocation> locations;

    StartDefaults(
            @Value("${runbook.trail.source:archive}") String trailSource,
            DecisionTables tables,
            ObjectProvider<TrailLocation> locations) {
        this.trailSource = TrailSource.valueOf(trailSource.toUpperCase(Locale.ROOT));
        this.tables = tables;
        this.locations = locations;
    }

    TrailSource trailSource() {
        return trailSource;
    }

    /** From the table {@code severity}; P2 where no row fits. */
    Severity severity(GuardDutyFinding finding) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("findingSeverity", finding.severity());
        inputs.put("findingType", finding.type());
        String word = tables.ask("severity", inputs)
                .map(row -> String.valueOf(row.get("severity")))
                .orElse(Severity.P2.name());
        try {
            return Severity.valueOf(word);
        } catch (IllegalArgumentException unknown) {
            LOG.warn("Mend the table severity: it gives {}, which is no severity; P2 is taken", word);
            return Severity.P2;
        }
    }

    /** The fault of a folder that logs may not be read from. */
    Optional<String> checkLocation(String path) {
        try {
            locations.ifAvailable(location -> location.check(path));
            return Optional.empty();
        } catch (InvalidInput fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }
}
