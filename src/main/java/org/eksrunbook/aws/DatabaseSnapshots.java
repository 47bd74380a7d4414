package org.eksrunbook.aws;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eksrunbook.asset.Backups.RecoveryPoint;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Scope;
import software.amazon.awssdk.services.rds.RdsClient;

/** RDS: automatic and manual snapshots of an instance or a cluster. */
final class DatabaseSnapshots implements BackupKeeper {

    private static final int MOST = 2000;

    private final AccountClients clients;

    DatabaseSnapshots(AccountClients clients) {
        this.clients = clients;
    }

    @Override
    public boolean keeps(ResourceRef resource) {
        return resource.type().equals("AWS::RDS::DBInstance") || resource.type().equals("AWS::RDS::DBCluster");
    }

    @Override
    public List<RecoveryPoint> before(Scope scope, ResourceRef resource, Instant time) {
        RdsClient rds = BackedUp.of(scope, resource).client(clients, RdsClient.class, RdsClient::builder);
        String name = resource.name();
        Stream<RecoveryPoint> points =
                resource.type().equals("AWS::RDS::DBCluster") ? clusters(rds, name, time) : instances(rds, name, time);
        return points.toList();
    }

    private static Stream<RecoveryPoint> instances(RdsClient rds, String name, Instant time) {
        return TokenPages.read(MOST, marker -> {
                    var page = CallFailed.naming(
                            AwsCall.RDS_SNAPSHOTS,
                            () -> rds.describeDBSnapshots(request ->
                                    request.dbInstanceIdentifier(name).marker(marker)));
                    return new TokenPages.Page<>(page.dbSnapshots(), page.marker());
                })
                .that(
                        AwsCall.RDS_SNAPSHOTS,
                        one -> "available".equals(one.status())
                                && one.snapshotCreateTime() != null
                                && one.snapshotCreateTime().isBefore(time))
                .stream()
                .map(one -> new RecoveryPoint(
                        one.dbSnapshotArn(), one.snapshotCreateTime(), one.snapshotType() + " snapshot of RDS", null));
    }

    private static Stream<RecoveryPoint> clusters(RdsClient rds, String name, Instant time) {
        return TokenPages.read(MOST, marker -> {
                    var page = CallFailed.naming(
                            AwsCall.RDS_CLUSTER_SNAPSHOTS,
                            () -> rds.describeDBClusterSnapshots(
                                    request -> request.dbClusterIdentifier(name).marker(marker)));
                    return new TokenPages.Page<>(page.dbClusterSnapshots(), page.marker());
                })
                .that(
                        AwsCall.RDS_CLUSTER_SNAPSHOTS,
                        one -> "available".equals(one.status())
                                && one.snapshotCreateTime() != null
                                && one.snapshotCreateTime().isBefore(time))
                .stream()
                .map(one -> new RecoveryPoint(
                        one.dbClusterSnapshotArn(),
                        one.snapshotCreateTime(),
                        one.snapshotType() + " snapshot of RDS",
                        null));
    }
}
