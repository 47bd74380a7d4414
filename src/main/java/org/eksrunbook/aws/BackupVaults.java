package org.eksrunbook.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.asset.Backups.RecoveryPoint;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Scope;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.RecoveryPointByResource;
import software.amazon.awssdk.services.backup.model.RecoveryPointStatus;
import software.amazon.awssdk.services.backup.model.RestoreJobStatus;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;
import software.amazon.awssdk.services.backup.model.RestoreValidationStatus;

/** AWS Backup: recovery points of a resource by its ARN, and which of them a restore has shown good. */
final class BackupVaults implements BackupKeeper {

    private static final int MOST = 2000;
    private static final Set<RecoveryPointStatus> COMPLETE =
            Set.of(RecoveryPointStatus.COMPLETED, RecoveryPointStatus.AVAILABLE);

    private final AccountClients clients;

    BackupVaults(AccountClients clients) {
        this.clients = clients;
    }

    @Override
    public boolean keeps(ResourceRef resource) {
        return !resource.type().startsWith("AWS::IAM::") && BackedUp.arn(resource) != null;
    }

    @Override
    public List<RecoveryPoint> before(Scope scope, ResourceRef resource, Instant time) {
        BackedUp place = BackedUp.of(scope, resource);
        BackupClient backup = place.client(clients, BackupClient.class, BackupClient::builder);
        String arn = place.arn();
        List<RecoveryPointByResource> points = TokenPages.read(MOST, token -> {
                    var page = CallFailed.naming(
                            AwsCall.BACKUP_POINTS,
                            () -> backup.listRecoveryPointsByResource(
                                    request -> request.resourceArn(arn).nextToken(token)));
                    return new TokenPages.Page<>(page.recoveryPoints(), page.nextToken());
                })
                .that(
                        AwsCall.BACKUP_POINTS,
                        point -> COMPLETE.contains(point.status())
                                && point.creationDate().isBefore(time));
        return points.stream()
                .map(point -> new RecoveryPoint(
                        point.recoveryPointArn(),
                        point.creationDate(),
                        "AWS Backup, vault " + point.backupVaultName(),
                        null))
                .toList();
    }

    @Override
    public List<RecoveryPoint> shownGood(Scope scope, ResourceRef resource, List<RecoveryPoint> points) {
        if (points.isEmpty()) {
            return points;
        }
        BackedUp place = BackedUp.of(scope, resource);
        BackupClient backup = place.client(clients, BackupClient.class, BackupClient::builder);
        Set<String> asked = points.stream().map(RecoveryPoint::arn).collect(Collectors.toSet());
        Map<String, String> shown = TokenPages.read(MOST, token -> {
                    var page = CallFailed.naming(
                            AwsCall.BACKUP_RESTORES,
                            () -> backup.listRestoreJobsByProtectedResource(
                                    request -> request.resourceArn(place.arn()).nextToken(token)));
                    return new TokenPages.Page<>(page.restoreJobs(), page.nextToken());
                })
                .that(
                        AwsCall.BACKUP_RESTORES,
                        job -> asked.contains(String.valueOf(job.recoveryPointArn())) && words(job) != null)
                .stream()
                .collect(Collectors.toMap(
                        RestoreJobsListMember::recoveryPointArn,
                        job -> String.valueOf(words(job)),
                        (one, other) -> one));
        return points.stream()
                .map(point -> new RecoveryPoint(point.arn(), point.created(), point.keptBy(), shown.get(point.arn())))
                .toList();
    }

    private static @Nullable String words(RestoreJobsListMember job) {
        if (job.status() != RestoreJobStatus.COMPLETED) {
            return null;
        }
        return job.validationStatus() == RestoreValidationStatus.SUCCESSFUL
                ? "shown good by a restore test of " + job.completionDate()
                : null;
    }
}
