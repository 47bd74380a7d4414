package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.asset.Backups;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.awsdouble.AwsFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The newest complete backup from before the compromise is proposed, with its age and whether it was shown good; who may not ask knows nothing. */
class AwsBackupsTest {

    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:00:00Z");
    private static final ResourceRef TABLE = ref("AWS::DynamoDB::Table", "orders");
    private static final ResourceRef DATABASE = ref("AWS::RDS::DBInstance", "ledger");
    private static final ResourceRef VOLUME = ref("AWS::EC2::Volume", "vol-1");

    private final PlayedCluster cluster = new PlayedCluster();
    private final Backups backups = new AwsBackups(cluster.inUse, cluster.clients, Clock.systemUTC());

    @BeforeEach
    void play() {
        cluster.aws.with(new ScriptedService("backup", "backup-2018-11-15")
                .on("ListRecoveryPointsByResource", """
                        {"RecoveryPoints":[
                         {"RecoveryPointArn":"after","CreationDate":%1$d,"Status":"COMPLETED","BackupVaultName":"main"},
                         {"RecoveryPointArn":"broken","CreationDate":%2$d,"Status":"PARTIAL","BackupVaultName":"main"},
                         {"RecoveryPointArn":"before","CreationDate":%3$d,"Status":"COMPLETED","BackupVaultName":"main"},
                         {"RecoveryPointArn":"older","CreationDate":%4$d,"Status":"COMPLETED","BackupVaultName":"main"}]}""".formatted(at(60), at(-60), at(-300), at(-9000)))
                .on("ListRestoreJobsByProtectedResource", """
                        {"RestoreJobs":[{"RecoveryPointArn":"before","Status":"COMPLETED","ValidationStatus":"SUCCESSFUL","CompletionDate":%d}]}""".formatted(at(-200))));
        cluster.aws.with(new ScriptedService("dynamodb", "dynamodb-2012-08-10")
                .on("ListBackups", "{\"BackupSummaries\":[]}")
                .on("DescribeContinuousBackups", """
                        {"ContinuousBackupsDescription":{"ContinuousBackupsStatus":"ENABLED","PointInTimeRecoveryDescription":
                        {"PointInTimeRecoveryStatus":"ENABLED","EarliestRestorableDateTime":%d,"LatestRestorableDateTime":%d}}}""".formatted(at(-90000), at(900))));
        cluster.aws.with(
                new ScriptedService("rds", "rds-2014-10-31").on("DescribeDBSnapshots", """
                {"DBSnapshots":[{"DBSnapshotArn":"snap-late","SnapshotCreateTime":%d,"Status":"available","SnapshotType":"manual"},
                {"DBSnapshotArn":"snap","SnapshotCreateTime":%d,"Status":"available","SnapshotType":"automated"}]}""".formatted(at(5), at(-120))));
        cluster.aws.with(PlayedCluster.ec2().on("DescribeSnapshots", """
                {"Snapshots":[{"SnapshotId":"snap-1","StartTime":%d,"State":"completed"},
                {"SnapshotId":"snap-2","StartTime":%d,"State":"pending"}]}""".formatted(at(-60 * 24 * 3), at(-1))));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static long at(int minutes) {
        return COMPROMISED_AT.getEpochSecond() + 60L * minutes;
    }

    private static ResourceRef ref(String type, String id) {
        return new ResourceRef(type, id, null, PlayedCluster.ACCOUNT, "eu-central-1");
    }

    private Backups.Answer ask(ResourceRef resource) {
        Backups.Answer answer = backups.before(PlayedCluster.scope(), List.of(resource), COMPROMISED_AT)
                .get(resource);
        return java.util.Objects.requireNonNull(answer);
    }

    @Test
    void theNewestCompleteOneFromBeforeComesFirstWithWhoShowedItGood() {
        Backups.Answer volume = ask(VOLUME);
        assertThat(volume.known()).isTrue();
        assertThat(volume.points()).extracting(Backups.RecoveryPoint::arn).containsExactly("before", "snap-1", "older");
        assertThat(volume.why())
                .contains("5 hours before the compromise (AWS Backup, vault main)")
                .contains("shown good by a restore test");
    }

    @Test
    void aTableMayGoBackToAnyTime() {
        assertThat(ask(TABLE).points().get(0).arn()).isEqualTo("point in time 2024-08-02T07:59:59Z");
        assertThat(ask(TABLE).why()).contains("not shown good yet");
    }

    @Test
    void snapshotsOfDatabasesCount() {
        assertThat(ask(DATABASE).points().get(0).arn()).isEqualTo("snap");
    }

    @Test
    void whoMayNotAskKnowsNothingAndSaysWhy() {
        cluster.aws.faults().always("backup", "ListRecoveryPointsByResource", AwsFault.DENIED);
        assertThat(ask(DATABASE).why())
                .contains("Not asked in full: access denied (backup:ListRecoveryPointsByResource)");
        cluster.aws.faults().always("rds", "DescribeDBSnapshots", AwsFault.DENIED);
        assertThat(ask(DATABASE).known()).isFalse();
        assertThat(ask(DATABASE).why()).contains("rds:DescribeDBSnapshots");
        assertThat(ask(ref("AWS::IAM::Role", "x")).known()).isFalse();
    }

    @Test
    void anotherAccountThanTheScopesIsNotAsked() {
        ResourceRef elsewhere = new ResourceRef("AWS::DynamoDB::Table", "t", null, "555566667777", "eu-central-1");
        assertThat(ask(elsewhere).why()).contains("not in the scope");
    }
}
