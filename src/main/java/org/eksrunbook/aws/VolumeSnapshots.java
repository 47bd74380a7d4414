package org.eksrunbook.aws;

import java.time.Instant;
import java.util.List;
import org.eksrunbook.asset.Backups.RecoveryPoint;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Scope;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/** EC2: snapshots of a volume, those of its own account. */
final class VolumeSnapshots implements BackupKeeper {

    private static final int MOST = 2000;

    private final AccountClients clients;

    VolumeSnapshots(AccountClients clients) {
        this.clients = clients;
    }

    @Override
    public boolean keeps(ResourceRef resource) {
        return resource.type().equals("AWS::EC2::Volume");
    }

    @Override
    public List<RecoveryPoint> before(Scope scope, ResourceRef resource, Instant time) {
        Ec2Client ec2 = BackedUp.of(scope, resource).client(clients, Ec2Client.class, Ec2Client::builder);
        Filter ofVolume =
                Filter.builder().name("volume-id").values(resource.name()).build();
        return TokenPages.read(MOST, token -> {
                    var page = CallFailed.naming(
                            AwsCall.EBS_SNAPSHOTS,
                            () -> ec2.describeSnapshots(request ->
                                    request.ownerIds("self").filters(ofVolume).nextToken(token)));
                    return new TokenPages.Page<>(page.snapshots(), page.nextToken());
                })
                .that(
                        AwsCall.EBS_SNAPSHOTS,
                        one -> one.state() == SnapshotState.COMPLETED
                                && one.startTime().isBefore(time))
                .stream()
                .map(one -> new RecoveryPoint(one.snapshotId(), one.startTime(), "snapshot in EC2", null))
                .toList();
    }
}
