package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.SourceProbe;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Tries, in the server's own account and region, everything that an incident of a cluster would read there: each topic with its permissions, whether
 * each cluster keeps an audit log, and whether that can be read. What other accounts let it read shows their first incident, or the list of permissions.
 */
@Component
@Lazy
class ClusterProbe implements SourceProbe {

    private static final int MOST_CLUSTERS = 20;

    private final AwsInUse inUse;
    private final StsClient sts;
    private final AccountClients clients;
    private final EksFacts facts;
    private final Clock clock;

    ClusterProbe(
            AwsInUse inUse,
            @Lazy StsClient stsClient,
            @Lazy AccountClients clients,
            @Lazy EksFacts facts,
            Clock clock) {
        this.inUse = inUse;
        this.sts = stsClient;
        this.clients = clients;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public List<Answer> probe() {
        if (!inUse.named()) {
            return List.of();
        }
        try {
            String account = CallFailed.naming(AwsCall.STS_CALLER, () -> sts.getCallerIdentity())
                    .account();
            Region region = sts.serviceClientConfiguration().region();
            EksClient eks =
                    clients.of(scope(account, region, null), account, region, EksClient.class, EksClient::builder);
            List<String> names = CallFailed.naming(
                            AwsCall.EKS_CLUSTERS, () -> eks.listClusters(request -> request.maxResults(MOST_CLUSTERS)))
                    .clusters();
            return of(account, region, eks, names);
        } catch (CallFailed failed) {
            return List.of(new Answer("clusters", false, false, failed.why()));
        } catch (SdkException | WrongAccount | IllegalArgumentException failed) {
            return List.of(new Answer("clusters", false, false, AwsReasons.of(failed)));
        }
    }

    private List<Answer> of(String account, Region region, EksClient eks, List<String> names) {
        List<Answer> answers = new ArrayList<>();
        String where = "account " + account + " in " + region;
        answers.add(new Answer(
                "clusters",
                !names.isEmpty(),
                false,
                names.isEmpty()
                        ? "There is no cluster in " + where + ": what would be read of one was not tried"
                        : names.size() + " clusters in " + where + ": " + VisibleText.of(String.join(", ", names))));
        if (names.isEmpty()) {
            return answers;
        }
        Scope scope = scope(account, region, names.get(0));
        ClusterReport report = facts.read(scope, facts.topics(scope), Unanswered.IS_TOLD);
        report.told().forEach(told -> answers.add(topic(told)));
        answers.add(auditLogs(eks, names));
        answers.addAll(new ReadingTries(clients, scope, region, clock).answers());
        return answers;
    }

    private static Answer topic(ClusterReport.Told told) {
        String name = "cluster-" + told.topic().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return told.gap() == null
                ? new Answer(name, true, false, "Can be read: " + told.topic().words() + " (" + told.found() + ")")
                : new Answer(
                        name,
                        false,
                        false,
                        "Cannot be read in full: " + told.topic().words() + ": " + told.gap());
    }

    private static Answer auditLogs(EksClient eks, List<String> names) {
        List<String> without = new ArrayList<>();
        for (String name : names) {
            try {
                if (!ClusterReading.isAudited(ClusterReading.describe(eks, name))) {
                    without.add(name);
                }
            } catch (CallFailed failed) {
                without.add(name + " (not known: " + failed.why() + ")");
            }
        }
        return new Answer(
                "cluster-audit-logs",
                without.isEmpty(),
                false,
                without.isEmpty()
                        ? "All clusters keep an audit log"
                        : "Switch on audit logging, or what is done inside them stands in no log: "
                                + VisibleText.of(String.join(", ", without)));
    }

    private Scope scope(String account, Region region, @org.jspecify.annotations.Nullable String cluster) {
        Instant now = clock.instant();
        return new Scope(
                0,
                account,
                List.of(),
                region.id(),
                now.minus(Duration.ofDays(1)),
                now,
                1,
                cluster,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                TrailSource.ARCHIVE,
                null);
    }
}
