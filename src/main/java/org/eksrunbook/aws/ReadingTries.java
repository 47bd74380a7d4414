package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.trail.SourceProbe;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;

/** Makes calls about things that need not be there: whatever AWS says but «denied», it would have let us read. */
final class ReadingTries {

    private static final String NOTHING = "eks-incident-runbook-readiness";

    private final AccountClients clients;
    private final Scope scope;
    private final Region region;
    private final Clock clock;

    ReadingTries(AccountClients clients, Scope scope, Region region, Clock clock) {
        this.clients = clients;
        this.scope = scope;
        this.region = region;
        this.clock = clock;
    }

    List<SourceProbe.Answer> answers() {
        Map<AwsCall, Supplier<Object>> backups = new LinkedHashMap<>();
        String table = "arn:" + RoleArn.partition(region) + ":dynamodb:" + region.id() + ":" + scope.accountId()
                + ":table/" + NOTHING;
        backups.put(AwsCall.BACKUP_POINTS, () -> backup().listRecoveryPointsByResource(one -> one.resourceArn(table)));
        backups.put(
                AwsCall.BACKUP_RESTORES,
                () -> backup().listRestoreJobsByProtectedResource(one -> one.resourceArn(table)));
        backups.put(AwsCall.RDS_SNAPSHOTS, () -> rds().describeDBSnapshots(one -> one.dbInstanceIdentifier(NOTHING)));
        backups.put(
                AwsCall.RDS_CLUSTER_SNAPSHOTS,
                () -> rds().describeDBClusterSnapshots(one -> one.dbClusterIdentifier(NOTHING)));
        backups.put(
                AwsCall.EBS_SNAPSHOTS,
                () -> clients.of(scope, scope.accountId(), region, Ec2Client.class, Ec2Client::builder)
                        .describeSnapshots(one -> one.ownerIds("self").maxResults(5)));
        backups.put(AwsCall.DYNAMODB_RECOVERY, () -> dynamo().describeContinuousBackups(one -> one.tableName(NOTHING)));
        backups.put(AwsCall.DYNAMODB_BACKUPS, () -> dynamo().listBackups(one -> one.tableName(NOTHING)));
        Map<AwsCall, Supplier<Object>> log = Map.of(
                AwsCall.LOGS_FILTER,
                () -> clients.of(
                                scope,
                                scope.accountId(),
                                region,
                                CloudWatchLogsClient.class,
                                CloudWatchLogsClient::builder)
                        .filterLogEvents(one -> one.logGroupName("/aws/eks/" + scope.clusterName() + "/cluster")
                                .limit(1)
                                .startTime(clock.instant()
                                        .minus(Duration.ofMinutes(5))
                                        .toEpochMilli())));
        return List.of(
                answer("cluster-audit-log-reading", log, "Audit logs in CloudWatch Logs can be read"),
                answer("backups", backups, "Backups can be looked for"),
                recorded());
    }

    /** Whether AWS Config can be asked how things were, and whether it listens at all. */
    private SourceProbe.Answer recorded() {
        String name = "config-recording";
        String type = "AWS::DynamoDB::Table";
        Map<AwsCall, Supplier<Object>> tries = new LinkedHashMap<>();
        tries.put(AwsCall.CONFIG_RECORDERS, () -> config().describeConfigurationRecorders());
        tries.put(AwsCall.CONFIG_RECORDER_STATUS, () -> config().describeConfigurationRecorderStatus());
        tries.put(
                AwsCall.CONFIG_DISCOVERED,
                () -> config().listDiscoveredResources(
                                one -> one.resourceType(type).resourceName(NOTHING)));
        tries.put(
                AwsCall.CONFIG_HISTORY,
                () -> config().getResourceConfigHistory(
                                one -> one.resourceType(type).resourceId(NOTHING)));
        SourceProbe.Answer tried = answer(name, tries, "AWS Config can be asked how things were");
        if (!tried.ready()) {
            return tried;
        }
        try {
            RecordedTypes types = RecordedTypes.of(config());
            String recorded = types.now();
            return new SourceProbe.Answer(
                    name,
                    recorded != null,
                    false,
                    recorded != null
                            ? "AWS Config records " + recorded
                            : "AWS Config records nothing in account " + scope.accountId() + " in " + region
                                    + types.stopped()
                                    + ": how things were before a compromise is not kept there");
        } catch (SdkException failed) {
            return new SourceProbe.Answer(name, false, false, AwsReasons.ofAccount(failed));
        }
    }

    private static SourceProbe.Answer answer(String name, Map<AwsCall, Supplier<Object>> tries, String good) {
        List<String> missing = new ArrayList<>();
        tries.forEach((call, made) -> {
            try {
                CallFailed.naming(call, made);
            } catch (CallFailed failed) {
                if (!failed.answeredOtherwise()) {
                    missing.add(failed.why());
                }
            } catch (SdkException | WrongAccount | IllegalArgumentException failed) {
                missing.add(AwsReasons.ofAccount(failed));
            }
        });
        return new SourceProbe.Answer(
                name, missing.isEmpty(), false, missing.isEmpty() ? good : String.join("; ", missing));
    }

    private ConfigClient config() {
        return clients.of(scope, scope.accountId(), region, ConfigClient.class, ConfigClient::builder);
    }

    private BackupClient backup() {
        return clients.of(scope, scope.accountId(), region, BackupClient.class, BackupClient::builder);
    }

    private RdsClient rds() {
        return clients.of(scope, scope.accountId(), region, RdsClient.class, RdsClient::builder);
    }

    private DynamoDbClient dynamo() {
        return clients.of(scope, scope.accountId(), region, DynamoDbClient.class, DynamoDbClient::builder);
    }
}
