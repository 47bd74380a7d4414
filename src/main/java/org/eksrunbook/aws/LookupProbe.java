package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.trail.SourceProbe;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Whether the event history of the server's own account can be looked up as an incident would: through the reading role. */
@Component
@Lazy
class LookupProbe implements SourceProbe {

    private static final String NAME = "lookup";

    private final StsClient sts;
    private final AccountClients clients;
    private final LookupRegions regions;
    private final AwsInUse inUse;
    private final Clock clock;

    LookupProbe(
            @Lazy StsClient stsClient,
            @Lazy AccountClients clients,
            @Lazy LookupRegions regions,
            AwsInUse inUse,
            Clock clock) {
        this.sts = stsClient;
        this.clients = clients;
        this.regions = regions;
        this.inUse = inUse;
        this.clock = clock;
    }

    @Override
    public List<Answer> probe() {
        if (!inUse.named()) {
            return List.of(new Answer(
                    NAME,
                    false,
                    false,
                    "No setting asks for live AWS: give the server AWS credentials and set runbook.aws.reading-role"));
        }
        try {
            Scope own = own(sts.getCallerIdentity().account());
            List<String> enabled = regions.of(own, own.accountId());
            clients.of(own, own.accountId(), Region.of(own.region()), CloudTrailClient.class, CloudTrailClient::builder)
                    .lookupEvents(request -> request.maxResults(1));
            return List.of(new Answer(
                    NAME,
                    true,
                    false,
                    "The event history of account " + own.accountId() + " can be looked up in " + enabled.size()
                            + " regions: management events of 90 days"));
        } catch (SdkException | WrongAccount failed) {
            return List.of(new Answer(
                    NAME,
                    false,
                    false,
                    "The event history of the server's own account cannot be looked up (cloudtrail:LookupEvents,"
                            + " ec2:DescribeRegions): " + AwsReasons.of(failed)));
        }
    }

    private Scope own(String account) {
        Instant now = clock.instant();
        return new Scope(
                1,
                account,
                List.of(),
                sts.serviceClientConfiguration().region().id(),
                now,
                now,
                1,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                TrailSource.LOOKUP,
                null);
    }
}
