package org.eksrunbook.aws;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How CloudTrail's event history is looked up, {@code runbook.lookup.*}.
 *
 * @param regions to look in; none: those that the account has enabled
 * @param pause between two requests to an account and region: AWS takes two a second
 * @param mostSessions of roles that an incident looks up by name: a node's role hands out sessions without end
 */
@ConfigurationProperties("runbook.lookup")
record LookupSettings(
        @DefaultValue List<String> regions,
        @DefaultValue("500ms") Duration pause,
        @DefaultValue("1000") int mostSessions) {

    LookupSettings {
        regions = List.copyOf(regions);
        if (pause.isNegative() || pause.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("runbook.lookup.pause: from 0 to 10 s");
        }
        if (mostSessions < 0) {
            throw new IllegalArgumentException("runbook.lookup.most-sessions: not below 0");
        }
    }
}
