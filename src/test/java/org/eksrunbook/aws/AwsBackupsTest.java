package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eksrunbook.asset.Backups;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.BackupDouble;
import org.eksrunbook.awsdouble.DynamoDbDouble;
import org.eksrunbook.awsdouble.RdsDouble;
import org.eksrunbook.awsdouble.ScriptedService;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newest complete backup from before the compromise is proposed, with its age and whether it was shown good; who may not ask knows nothing. */
class AwsBackupsTest {

    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:00:00Z");
    private static final ResourceRef TABLE = ref("AWS::DynamoDB::Table", "orders");
    private static final ResourceRef DATABASE = ref("AWS::RDS::DBInstance", "ledger");
    private static final ResourceRef VOLUME = ref("AWS::EC2::Volume", "vol-1");

    private final PlayedCluster cluster = new PlayedCluster();
    private final Backups backups = new AwsBackups(cluster.inUse, cluster.clients);

    @BeforeEach
    void play() {
        String volume = "arn:aws:ec2:eu-central-1:" + PlayedCluster.ACCOUNT + ":volume/vol-1";
        cluster.aws.with(new BackupDouble()
                .recoveryPoint(volume, point("after", 60, "COMPLETED"))
                .recoveryPoint(volume, point("broken", -60, "PARTIAL"))
                .recoveryPoint(volume, point("before", -300, "COMPLETED"))
                .recoveryPoint(volume, point("older", -9000, "COMPLETED"))
                .restoreJob(volume, json("""
                        {"RecoveryPointArn":"before","Status":"COMPLETED","ValidationStatus":"SUCCESSFUL","CompletionDate":%d}""", at(-200))));
        cluster.aws.with(new DynamoDbDouble()
                .table(PlayedCluster.ACCOUNT, PlayedCluster.REGION, "orders", json("""
                {"ContinuousBackupsStatus":"ENABLED","PointInTimeRecoveryDescription":
                {"PointInTimeRecoveryStatus":"ENABLED","EarliestRestorableDateTime":%d,"LatestRestorableDateTime":%d}}""", at(-90000), at(900))));
        cluster.aws.with(new RdsDouble()
                .snapshot(PlayedCluster.ACCOUNT, PlayedCluster.REGION, json("""
                        {"DBSnapshotArn":"snap-late","DBInstanceIdentifier":"ledger","SnapshotCreateTime":%d,"Status":"available","SnapshotType":"manual"}""", at(5)))
                .snapshot(PlayedCluster.ACCOUNT, PlayedCluster.REGION, json("""
                        {"DBSnapshotArn":"snap","DBInstanceIdentifier":"ledger","SnapshotCreateTime":%d,"Status":"available","SnapshotType":"automated"}""", at(-120))));
        cluster.aws.with(PlayedCluster.ec2()
                .snapshot(PlayedCluster.ACCOUNT, PlayedCluster.REGION, json("""
                        {"SnapshotId":"snap-1","VolumeId":"vol-1","StartTime":%d,"State":"completed"}""", at(-60 * 24 * 3)))
                .snapshot(PlayedCluster.ACCOUNT, PlayedCluster.REGION, json("""
                        {"SnapshotId":"snap-2","VolumeId":"vol-1","StartTime":%d,"State":"pending"}""", at(-1))));
    }

    private static JsonNode json(String text, Object... values) {
        return ScriptedService.json(text.formatted(values));
    }

    private static JsonNode point(String arn, int minutes, String status) {
        return json("""
                {"RecoveryPointArn":"%s","CreationDate":%d,"Status":"%s","BackupVaultName":"main"}""", arn, at(minutes), status);
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
        Backups.Answer answer = backups.before(
                        PlayedCluster.scope(), List.of(resource), COMPROMISED_AT, Unanswered.IS_TOLD)
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
    void aBackupCountsThoughNobodyCanSayWhetherItWasShownGood() {
        cluster.aws.faults().always("backup", "ListRestoreJobsByProtectedResource", AwsFault.DENIED);
        assertThat(ask(VOLUME).points())
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.shownGood()).isNull());
        assertThat(ask(VOLUME).why()).contains("Not asked in full: access denied (backup:ListRestoreJobs");
    }

    @Test
    void thatNoRestoreTestWasFoundInAListThatHasNoEndIsSaid() {
        cluster.aws.faults().always("backup", "ListRestoreJobsByProtectedResource", AwsFault.EMPTY_PAGE);
        assertThat(ask(VOLUME).why())
                .contains("not shown good yet")
                .contains("Not asked in full: AWS gives the same or empty pages of the list again and again")
                .contains("(backup:ListRestoreJobsByProtectedResource)");
    }

    @ParameterizedTest
    @CsvSource({
        "backup, ListRecoveryPointsByResource",
        "backup, ListRestoreJobsByProtectedResource",
        "ec2, DescribeSnapshots",
        "rds, DescribeDBSnapshots",
        "dynamodb, ListBackups",
        "dynamodb, DescribeContinuousBackups"
    })
    void whatMayPassFailsTheStepUntilPeopleGoOnWithoutIt(String service, String operation) {
        cluster.aws.faults().always(service, operation, AwsFault.EXPIRED_CREDENTIALS);
        List<ResourceRef> things = List.of(VOLUME, DATABASE, TABLE);
        assertThatThrownBy(() -> backups.before(PlayedCluster.scope(), things, COMPROMISED_AT, Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Renew the server's credentials: which backups there are cannot be read")
                .hasMessageContaining(service + ":" + operation);
        assertThat(backups.before(PlayedCluster.scope(), things, COMPROMISED_AT, Unanswered.IS_TOLD)
                        .values())
                .anySatisfy(answer -> assertThat(answer.why()).contains(service + ":" + operation));
        cluster.aws.faults().none();
        assertThat(backups.before(PlayedCluster.scope(), things, COMPROMISED_AT, Unanswered.FAILS)
                        .values())
                .allSatisfy(answer -> assertThat(answer.why()).doesNotContain("Not asked"));
    }

    /** One after the other these would take eight seconds. */
    @Test
    void manyThingsAreAskedAboutSideBySide() {
        cluster.aws.with(
                new ScriptedService("backup", "backup-2018-11-15").on("ListRecoveryPointsByResource", request -> {
                    pause();
                    return json("{\"RecoveryPoints\":[]}");
                }));
        List<ResourceRef> things = IntStream.range(0, 80)
                .mapToObj(number -> ref("AWS::EFS::FileSystem", "fs-" + number))
                .toList();

        Map<ResourceRef, Backups.Answer> answers = new AwsBackups(cluster.inUse, cluster.clients, Duration.ofSeconds(4))
                .before(PlayedCluster.scope(), things, COMPROMISED_AT, Unanswered.FAILS);

        assertThat(answers.keySet()).containsExactlyElementsOf(things);
        assertThat(answers.values())
                .allSatisfy(answer -> assertThat(answer.known()).isTrue());
    }

    @Test
    void whatWasNotAnsweredInTimeIsToldAndHoldsNobodyUp() {
        cluster.aws.faults().always("backup", "ListRecoveryPointsByResource", AwsFault.HANG);
        long begun = System.nanoTime();

        Map<ResourceRef, Backups.Answer> answers = new AwsBackups(cluster.inUse, cluster.clients, Duration.ofSeconds(2))
                .before(
                        PlayedCluster.scope(),
                        List.of(ref("AWS::EFS::FileSystem", "fs-1"), ref("AWS::EFS::FileSystem", "fs-2"), TABLE),
                        COMPROMISED_AT,
                        Unanswered.IS_TOLD);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(answers.values()).hasSize(3).allSatisfy(answer -> {
            assertThat(answer.known()).isFalse();
            assertThat(answer.why()).contains("more things than could be asked about in one step");
        });
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anotherAccountThanTheScopesIsNotAsked() {
        ResourceRef elsewhere = new ResourceRef("AWS::DynamoDB::Table", "t", null, "555566667777", "eu-central-1");
        assertThat(ask(elsewhere).why()).contains("not in the scope");
    }

    @Test
    void aListThatHasNoEndFailsTheStepUntilPeopleGoOnWithoutIt() {
        cluster.aws.faults().always("backup", "ListRecoveryPointsByResource", AwsFault.SAME_TOKEN);
        assertThatThrownBy(
                        () -> backups.before(PlayedCluster.scope(), List.of(VOLUME), COMPROMISED_AT, Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageContaining("again and again (backup:ListRecoveryPointsByResource)");
        assertThat(ask(VOLUME).points()).extracting(Backups.RecoveryPoint::arn).containsExactly("snap-1");
        assertThat(ask(VOLUME).why()).contains("Not asked in full");
    }

    @Test
    void aRecoveryPointOnAPageThatComesAgainIsOne() {
        cluster.aws.faults().once("backup", "ListRecoveryPointsByResource", AwsFault.SAME_TOKEN);

        assertThat(ask(VOLUME).points())
                .extracting(Backups.RecoveryPoint::arn)
                .containsExactly("before", "snap-1", "older");
    }
}
