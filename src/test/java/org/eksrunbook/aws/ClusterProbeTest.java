package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.BackupDouble;
import org.eksrunbook.awsdouble.ConfigDouble;
import org.eksrunbook.awsdouble.DynamoDbDouble;
import org.eksrunbook.awsdouble.LogsDouble;
import org.eksrunbook.awsdouble.RdsDouble;
import org.eksrunbook.trail.SourceProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sts.StsClient;

/** Before an incident the server tells what of a cluster it can see; each permission that is missing is named, one by one. */
class ClusterProbeTest {

    private final PlayedCluster cluster = new PlayedCluster(PlayedCluster.ACCOUNT);
    private final StsClient sts = StsClient.create();

    @BeforeEach
    void play() {
        cluster.aws
                .with(new LogsDouble().group(PlayedCluster.ACCOUNT, "eu-central-1", "/aws/eks/payments/cluster"))
                .with(new ConfigDouble().recording(PlayedCluster.ACCOUNT, PlayedCluster.REGION))
                .with(new BackupDouble())
                .with(new RdsDouble())
                .with(new DynamoDbDouble());
    }

    @AfterEach
    void close() {
        sts.close();
        cluster.close();
    }

    private Map<String, SourceProbe.Answer> probe() {
        return new ClusterProbe(
                        cluster.inUse,
                        sts,
                        cluster.clients,
                        new EksFacts(cluster.inUse, cluster.clients, Clock.systemUTC()),
                        Clock.systemUTC())
                .probe().stream().collect(Collectors.toMap(SourceProbe.Answer::name, one -> one));
    }

    @Test
    void whatCanBeReadIsToldAndAMissingAuditLogIsNamed() {
        Map<String, SourceProbe.Answer> answers = probe();
        assertThat(answers.values())
                .filteredOn(one -> !one.ready())
                .singleElement()
                .satisfies(one -> assertThat(one.detail())
                        .contains("Switch on audit logging")
                        .contains("payments"));
        assertThat(answers)
                .hasEntrySatisfying(
                        "config-recording",
                        said -> assertThat(said.detail()).isEqualTo("AWS Config records all types but 0"));
        assertThat(answers).containsKeys("clusters", "cluster-pod-identity", "cluster-audit-log-reading", "backups");
    }

    @Test
    void anAwsConfigThatRecordsNothingIsNamed() {
        cluster.aws.with(new ConfigDouble());
        assertThat(probe()).hasEntrySatisfying("config-recording", said -> {
            assertThat(said.ready()).isFalse();
            assertThat(said.detail()).contains("records nothing in account " + PlayedCluster.ACCOUNT);
        });
    }

    static Stream<AwsCall> calls() {
        return Stream.of(AwsCall.values())
                .filter(call -> call.byReadingRole()
                        && Stream.of("eks", "ec2", "iam", "cloudwatchlogs", "backup", "rds", "dynamodb", "config")
                                .anyMatch(call.service()::equals)
                        && !call.operation().equals("DescribeRegions")
                        && call != AwsCall.IAM_INSTANCE_PROFILE);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("calls")
    void eachPermissionThatIsMissingIsNamed(AwsCall call) {
        String service = call.service().equals("cloudwatchlogs") ? "logs" : call.service();
        cluster.aws.faults().always(service, call.operation(), AwsFault.DENIED);
        assertThat(probe().values())
                .filteredOn(one -> !one.ready())
                .anySatisfy(one -> assertThat(one.detail()).contains("access denied (" + call.action() + ")"));
    }
}
