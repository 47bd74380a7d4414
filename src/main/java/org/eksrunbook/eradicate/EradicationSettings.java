package org.eksrunbook.eradicate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an eradication counts as proven.
 *
 * @param quietWindow how long nothing of the attack may show after the last change; 30 minutes by AWS's playbooks
 * @param waitAtMost how long logs are waited for after that change, and how old the newest log may be for an archive to count as fed;
 *     CloudTrail delivers within about 15 minutes
 */
@ConfigurationProperties("runbook.eradication")
record EradicationSettings(
        @DefaultValue("PT30M") Duration quietWindow,
        @DefaultValue("PT2H") Duration waitAtMost) {}
