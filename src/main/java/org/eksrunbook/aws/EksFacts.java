package org.eksrunbook.aws;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.ClusterFacts;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;

/** Asks EKS, EC2 and IAM of the cluster's account which principals stand behind the cluster, with the account's reading role. */
@Component
@Lazy
class EksFacts implements ClusterFacts {

    private final AwsInUse inUse;
    private final AccountClients clients;
    private final Clock clock;

    EksFacts(AwsInUse inUse, @Lazy AccountClients clients, Clock clock) {
        this.inUse = inUse;
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public Set<ClusterTopic> topics(Scope scope) {
        if (!inUse.of(scope)) {
            return Set.of();
        }
        if (scope.clusterName() == null) {
            return scope.nodeInstanceIds().isEmpty() ? Set.of() : EnumSet.of(ClusterTopic.NODES);
        }
        return EnumSet.complementOf(EnumSet.of(ClusterTopic.PODS, ClusterTopic.AUTH_MAP));
    }

    @Override
    public ClusterReport read(Scope scope, Set<ClusterTopic> topics, Unanswered unanswered) {
        ClusterAnswers answers = new ClusterAnswers(unanswered, clock);
        Region region = Region.of(scope.region());
        EksClient eks;
        Ec2Client ec2;
        IamClient iam;
        try {
            eks = clients.of(scope, scope.accountId(), region, EksClient.class, EksClient::builder);
            ec2 = clients.of(scope, scope.accountId(), region, Ec2Client.class, Ec2Client::builder);
            iam = clients.of(scope, scope.accountId(), region, IamClient.class, IamClient::builder);
        } catch (SdkException | WrongAccount | IllegalArgumentException away) {
            answers.waitFor(away);
            // One sentence, not one a topic: nothing of the account can be read.
            answers.topic(
                    topics.iterator().next(),
                    () -> answers.gap(
                            "account " + scope.accountId() + " cannot be read: " + AwsReasons.ofAccount(away)));
            return answers.report();
        }
        String name = scope.clusterName();
        if (name != null) {
            ofCluster(scope, topics, answers, eks, name, new ClusterReading(eks, iam, name, answers));
        }
        if (topics.contains(ClusterTopic.NODES)) {
            answers.topic(ClusterTopic.NODES, () -> new NodeRoles(ec2, iam, answers).read(scope));
        }
        return answers.report();
    }

    private static void ofCluster(
            Scope scope,
            Set<ClusterTopic> topics,
            ClusterAnswers answers,
            EksClient eks,
            String name,
            ClusterReading reading) {
        Cluster cluster;
        try {
            cluster = ClusterReading.describe(eks, name);
        } catch (CallFailed failed) {
            answers.waitFor(failed);
            boolean gone = failed.getCause() instanceof ResourceNotFoundException;
            answers.topic(
                    ClusterTopic.CLUSTER,
                    () -> answers.gap(
                            gone
                                    ? "it is not there in account " + scope.accountId() + " and region "
                                            + scope.region()
                                            + " (deleted, or the scope names another), so that nothing else of it is known"
                                    : failed.why()));
            if (gone) {
                return;
            }
            cluster = Cluster.builder().build();
        }
        Cluster described = cluster;
        EnumSet<ClusterTopic> open = EnumSet.noneOf(ClusterTopic.class);
        open.addAll(topics);
        open.remove(ClusterTopic.NODES);
        if (described.name() == null) {
            open.remove(ClusterTopic.CLUSTER);
        }
        open.forEach(topic -> answers.topic(topic, () -> reading.read(topic, described)));
    }
}
