package org.eksrunbook.aws;

import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.ClusterDoor;
import org.eksrunbook.trail.SourceUnavailable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;

/** Endpoint and certificate of a cluster's API as EKS tells them, and a token of the reading role. */
@Component
@Lazy
class EksDoor implements ClusterDoor {

    private final AwsInUse inUse;
    private final AccountClients clients;
    private final ReadingRoles roles;

    EksDoor(AwsInUse inUse, @Lazy AccountClients clients, @Lazy ReadingRoles roles) {
        this.inUse = inUse;
        this.clients = clients;
        this.roles = roles;
    }

    @Override
    public boolean opens(Scope scope) {
        return scope.clusterName() != null && inUse.of(scope);
    }

    @Override
    public Way open(Scope scope, Unanswered unanswered) {
        Region region = Region.of(scope.region());
        String name = String.valueOf(scope.clusterName());
        try {
            EksClient eks = clients.of(scope, scope.accountId(), region, EksClient.class, EksClient::builder);
            Cluster cluster = ClusterReading.describe(eks, name);
            if (cluster.endpoint() == null || !cluster.endpoint().startsWith("https://")) {
                throw new SourceUnavailable("EKS names no endpoint of the cluster's API", null);
            }
            AwsCredentials credentials =
                    (AwsCredentials) roles.of(scope, scope.accountId(), region).resolveCredentials();
            return new Way(
                    cluster.endpoint(),
                    cluster.certificateAuthority() == null
                            ? ""
                            : cluster.certificateAuthority().data(),
                    EksToken.of(credentials, region, name));
        } catch (CallFailed failed) {
            PassingFault.failIf(unanswered, FactSource.CLUSTER, failed);
            throw new SourceUnavailable(failed.why(), failed);
        } catch (SdkException | WrongAccount | IllegalArgumentException failed) {
            PassingFault.failIf(unanswered, FactSource.CLUSTER, failed);
            throw new SourceUnavailable(AwsReasons.ofAccount(failed), failed);
        }
    }
}
