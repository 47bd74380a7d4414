package org.eksrunbook.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.asset.Backups.RecoveryPoint;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Scope;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/**
 * DynamoDB: the second before the compromise where the table can go back to any time, and its backups; of a table that was deleted with that switched
 * on DynamoDB itself keeps one for 35 days (DynamoDB developer guide, «Point-in-time recovery»).
 */
final class TableBackups implements BackupKeeper {

    private final AccountClients clients;

    TableBackups(AccountClients clients) {
        this.clients = clients;
    }

    @Override
    public boolean keeps(ResourceRef resource) {
        return resource.type().equals("AWS::DynamoDB::Table");
    }

    @Override
    public List<RecoveryPoint> before(Scope scope, ResourceRef resource, Instant time) {
        DynamoDbClient dynamo =
                BackedUp.of(scope, resource).client(clients, DynamoDbClient.class, DynamoDbClient::builder);
        String table = resource.name();
        List<RecoveryPoint> points = new ArrayList<>(backups(dynamo, table, time));
        try {
            anyTime(
                    CallFailed.naming(
                            AwsCall.DYNAMODB_RECOVERY,
                            () -> dynamo.describeContinuousBackups(request -> request.tableName(table))
                                    .continuousBackupsDescription()),
                    time,
                    points);
        } catch (CallFailed failed) {
            // A table that was deleted has its backups alone.
            if (!(failed.getCause() instanceof TableNotFoundException)) {
                throw failed;
            }
        }
        return points;
    }

    private static List<RecoveryPoint> backups(DynamoDbClient dynamo, String table, Instant time) {
        return TokenPages.read(2000, (String from) -> {
                    var page = CallFailed.naming(
                            AwsCall.DYNAMODB_BACKUPS,
                            () -> dynamo.listBackups(request -> request.tableName(table)
                                    .backupType(BackupTypeFilter.ALL)
                                    .exclusiveStartBackupArn(from)));
                    return new TokenPages.Page<BackupSummary>(page.backupSummaries(), page.lastEvaluatedBackupArn());
                })
                .that(
                        AwsCall.DYNAMODB_BACKUPS,
                        one -> one.backupStatus() == BackupStatus.AVAILABLE
                                && one.backupCreationDateTime().isBefore(time))
                .stream()
                .map(one ->
                        new RecoveryPoint(one.backupArn(), one.backupCreationDateTime(), "backup of DynamoDB", null))
                .toList();
    }

    private static void anyTime(ContinuousBackupsDescription described, Instant time, List<RecoveryPoint> points) {
        var recovery = described.pointInTimeRecoveryDescription();
        if (recovery == null || recovery.pointInTimeRecoveryStatus() != PointInTimeRecoveryStatus.ENABLED) {
            return;
        }
        Instant wanted = time.minusSeconds(1);
        if (recovery.earliestRestorableDateTime() != null
                && recovery.latestRestorableDateTime() != null
                && !wanted.isBefore(recovery.earliestRestorableDateTime())
                && !wanted.isAfter(recovery.latestRestorableDateTime())) {
            points.add(
                    new RecoveryPoint("point in time " + wanted, wanted, "point-in-time recovery of DynamoDB", null));
        }
    }
}
