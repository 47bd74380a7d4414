package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.DigestKeys;
import org.eksrunbook.trail.SourceProbe;
import org.eksrunbook.trail.SourceUnavailable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;

/** Whether CloudTrail gives the keys that it signed its digests with, where an archive in S3 is checked with them. */
@Component
@Lazy
class DigestKeysProbe implements SourceProbe {

    private final DigestKeys keys;
    private final StsClient sts;
    private final boolean asked;
    private final Clock clock;

    DigestKeysProbe(
            @Lazy CloudTrailDigestKeys keys,
            @Lazy StsClient stsClient,
            @Value("${runbook.archive.root:}") String root,
            @Value("${runbook.trail.integrity:true}") boolean integrity,
            @Value("${runbook.trail.digest-keys:}") String file,
            Clock clock) {
        this.keys = keys;
        this.sts = stsClient;
        this.asked = root.startsWith("s3://") && integrity && file.isBlank();
        this.clock = clock;
    }

    @Override
    public List<Answer> probe() {
        if (!asked) {
            return List.of();
        }
        Instant now = clock.instant();
        try {
            String region = sts.serviceClientConfiguration().region().id();
            int found = keys.of(region, now.minus(Duration.ofDays(1)), now, Unanswered.IS_TOLD)
                    .size();
            return List.of(new Answer(
                    "archive-digest-keys",
                    true,
                    false,
                    found + " of CloudTrail's public keys of the last day in " + region + " can be had"));
        } catch (SourceUnavailable | SdkClientException failed) {
            return List.of(new Answer("archive-digest-keys", false, false, AwsReasons.of(failed)));
        }
    }
}
