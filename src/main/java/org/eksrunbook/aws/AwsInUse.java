package org.eksrunbook.aws;

import java.util.Locale;
import java.util.Set;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether AWS is asked for facts beside the logs. A server that reads logs from a folder has no credentials as a rule, and looking for some takes its
 * time: unless told otherwise it asks only where a setting or the incident's source names AWS.
 */
@Component
class AwsInUse {

    private static final Set<String> ASKED_SOURCES = Set.of("athena", "lookup");

    private final String setting;
    private final boolean named;

    AwsInUse(
            AwsSettings settings,
            @Value("${runbook.aws.facts:auto}") String setting,
            @Value("${runbook.archive.root:}") String archive,
            @Value("${runbook.artefacts:}") String artefacts,
            @Value("${runbook.trail.source:archive}") String source) {
        this.setting = setting.strip().toLowerCase(Locale.ROOT);
        if (!Set.of("auto", "always", "never").contains(this.setting)) {
            throw new IllegalArgumentException("runbook.aws.facts: auto, always or never");
        }
        this.named = archive.startsWith("s3://")
                || artefacts.startsWith("s3://")
                || settings.readingRole() != null
                || ASKED_SOURCES.contains(source);
    }

    /** Whether a setting names AWS. */
    boolean named() {
        return setting.equals("always") || !setting.equals("never") && named;
    }

    boolean of(Scope scope) {
        boolean source = scope.trailSource() == TrailSource.ATHENA || scope.trailSource() == TrailSource.LOOKUP;
        return setting.equals("always") || !setting.equals("never") && (named || source);
    }
}
