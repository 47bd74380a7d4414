package org.eksrunbook.awsdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.sts.StsClient;

/** The double speaks as AWS does, in each of its protocols, to the SDK; and its faults are those of a real wire. */
class AwsDoubleTest {

    private static final String ACCOUNT = "111122223333";

    private final Pages trail = new Pages();
    private final AwsDouble aws = new AwsDouble(ACCOUNT)
            .with(trail)
            .with(new Ec2Double("eu-central-1", "us-east-1"))
            .with(new Points());

    @BeforeEach
    void chain() {
        aws.chain("eu-central-1");
    }

    @AfterEach
    void away() {
        AwsDouble.away();
        aws.close();
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.overrideConfiguration(override ->
                        override.apiCallAttemptTimeout(Duration.ofMillis(700)).apiCallTimeout(Duration.ofSeconds(5)))
                .build();
    }

    @Test
    void formsAreReadAndXmlIsWritten() {
        try (StsClient sts = client(StsClient.builder())) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo(ACCOUNT);
            var session = sts.assumeRole(role ->
                    role.roleArn("arn:aws:iam::444455556666:role/reader").roleSessionName("me"));
            assertThat(session.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::444455556666:assumed-role/reader/me");
            assertThat(session.credentials().expiration()).isAfter(Instant.now());
            aws.sts().close("444455556666");
            assertThatThrownBy(() -> sts.assumeRole(role -> role.roleArn("arn:aws:iam::444455556666:role/reader")
                            .roleSessionName("me")))
                    .hasMessageContaining("sts:AssumeRole");
        }
    }

    @Test
    void ec2SpellsItsOwnWay() {
        try (Ec2Client ec2 = client(Ec2Client.builder())) {
            var answer = ec2.describeRegions(request -> request.regionNames("eu-central-1", "us-east-1")
                    .filters(Filter.builder()
                            .name("opt-in-status")
                            .values("opted-in", "opt-in-not-required")
                            .build()));
            assertThat(answer.regions())
                    .hasSize(2)
                    .first()
                    .satisfies(region -> assertThat(region.regionName()).isEqualTo("eu-central-1"));
            JsonNode asked = aws.requests("ec2", "DescribeRegions").get(0).input();
            assertThat(asked.at("/Filters/0/Values/1").asText()).isEqualTo("opt-in-not-required");
        }
    }

    @Test
    void membersInPathAndQueryAreFound() {
        try (BackupClient backup = client(BackupClient.builder())) {
            var answer = backup.listRecoveryPointsByResource(
                    request -> request.resourceArn("arn:aws:dynamodb:eu-central-1:111122223333:table/t")
                            .maxResults(5));
            assertThat(answer.recoveryPoints().get(0).creationDate()).isEqualTo(Instant.ofEpochSecond(1722587004));
            JsonNode asked = aws.requests("backup", "ListRecoveryPointsByResource")
                    .get(0)
                    .input();
            assertThat(asked.path("ResourceArn").asText()).endsWith("table/t");
            assertThat(asked.path("MaxResults").asInt()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AwsFault.class,
            names = {"THROTTLED", "SERVER_FAULT", "RESET", "HALF_ANSWER", "HANG", "LOST_ANSWER"})
    void whatPassesIsTriedAgainByTheClient(AwsFault fault) {
        aws.faults().once("cloudtrail", "LookupEvents", fault);
        try (CloudTrailClient cloudTrail = client(CloudTrailClient.builder())) {
            assertThat(cloudTrail.lookupEvents().events()).hasSize(2);
        }
        assertThat(aws.requests()).hasSize(2);
        assertThat(trail.served).isEqualTo(fault == AwsFault.LOST_ANSWER || fault == AwsFault.HALF_ANSWER ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = AwsFault.class,
            names = {"EXPIRED_CREDENTIALS", "DENIED"})
    void whatDoesNotPassIsTold(AwsFault fault) {
        aws.faults().once("cloudtrail", "LookupEvents", fault);
        try (CloudTrailClient cloudTrail = client(CloudTrailClient.builder())) {
            assertThatThrownBy(cloudTrail::lookupEvents).isInstanceOf(SdkException.class);
        }
    }

    @Test
    void anEmptyPageIsFollowedByTheOneItStoodFor() {
        aws.faults().once("cloudtrail", "LookupEvents", AwsFault.EMPTY_PAGE);
        try (CloudTrailClient cloudTrail = client(CloudTrailClient.builder())) {
            var pages = cloudTrail.lookupEventsPaginator(request -> {}).stream().toList();
            assertThat(pages).hasSize(3);
            assertThat(pages.get(0).events()).isEmpty();
            assertThat(pages.get(1).events()).hasSize(2);
            assertThat(pages.get(2).events()).hasSize(1);
        }
    }

    @Test
    void theSamePageFollowsForEver() {
        aws.faults().always("cloudtrail", "LookupEvents", AwsFault.SAME_TOKEN);
        try (CloudTrailClient cloudTrail = client(CloudTrailClient.builder())) {
            String token = cloudTrail.lookupEvents().nextToken();
            assertThat(cloudTrail
                            .lookupEvents(request -> request.nextToken(token))
                            .nextToken())
                    .isEqualTo(token);
        }
    }

    @Test
    void whatDoesNotFitTheModelIsFoundOut() {
        AwsDouble other = new AwsDouble(ACCOUNT).with(new Pages()).chain("eu-central-1");
        try (CloudTrailClient cloudTrail = client(CloudTrailClient.builder())) {
            assertThatThrownBy(() -> cloudTrail.lookupEvents(request -> request.maxResults(51)))
                    .hasMessageContaining("not between");
        }
        assertThatThrownBy(other::close).hasMessageContaining("LookupEvents asked");
    }

    private static final class Pages implements AwsService {
        private int served;

        @Override
        public String name() {
            return "cloudtrail";
        }

        @Override
        public String model() {
            return "cloudtrail-2013-11-01";
        }

        @Override
        public JsonNode answer(AwsRequest request) {
            served++;
            ObjectNode answer = JsonWire.JSON.createObjectNode();
            ArrayNode events = JsonWire.JSON.createArrayNode();
            for (int number = 0; number < 3; number++) {
                events.addObject().put("EventId", "e" + number).put("EventTime", 1722587004);
            }
            Paging.page(answer, "Events", "NextToken", events.valueStream().toList(), request.text("NextToken"), 2);
            return answer;
        }
    }

    private static final class Points implements AwsService {
        @Override
        public String name() {
            return "backup";
        }

        @Override
        public String model() {
            return "backup-2018-11-15";
        }

        @Override
        public JsonNode answer(AwsRequest request) {
            ObjectNode answer = JsonWire.JSON.createObjectNode();
            answer.putArray("RecoveryPoints").addObject().put("CreationDate", 1722587004);
            return answer;
        }
    }
}
