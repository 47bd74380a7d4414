package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.asset.LiveConfig;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceHistory.Answer;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.ConfigDouble;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What AWS Config recorded, over its API: the state before the compromise, also of what was deleted; silence is told from not listening. */
class AwsConfigTest {

    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:23:24Z");
    private static final ResourceRef TABLE = ref("AWS::DynamoDB::Table", "orders");

    private final ConfigDouble config = new ConfigDouble();
    private final AwsDouble aws = new AwsDouble("999999999999").with(config);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @BeforeEach
    void open() {
        aws.chain(REGION);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "runbook.aws.reading-role", "incident-reader",
                                "runbook.aws.attempt-timeout", "1s",
                                "runbook.aws.call-timeout", "6s",
                                "runbook.archive.root", "s3://b",
                                "runbook.artefacts", "x")));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.register(
                LiveAws.class,
                ReadingRoles.class,
                AccountClients.class,
                AwsConfig.class,
                ConfigAnswers.class,
                AwsInUse.class);
        context.refresh();
        config.recording(ACCOUNT, REGION, "AWS::DynamoDB::Table", "AWS::RDS::DBInstance");
    }

    @AfterEach
    void close() {
        context.close();
        AwsDouble.away();
        aws.close();
    }

    private static ResourceRef ref(String type, String name) {
        return new ResourceRef(type, name, null, ACCOUNT, REGION);
    }

    private static ObjectNode item(String type, String id, String name, String time, String status, String owner) {
        ObjectNode item = new ObjectMapper().createObjectNode();
        item.put("accountId", ACCOUNT)
                .put("awsRegion", REGION)
                .put("resourceType", type)
                .put("resourceId", id)
                .put("resourceName", name)
                .put("configurationItemStatus", status)
                .put("configurationItemCaptureTime", Instant.parse(time).getEpochSecond());
        if (!status.equals("ResourceDeleted")) {
            item.put("configuration", "{\"size\":7}");
            item.putObject("tags").put("owner", owner);
            item.putObject("supplementaryConfiguration").put("ContinuousBackups", "{\"status\":\"ENABLED\"}");
        }
        return item;
    }

    private ResourceHistory about(ResourceRef resource) {
        @Nullable
        ResourceHistory history = context.getBean(LiveConfig.class)
                .of(scope(), List.of(resource), Unanswered.IS_TOLD)
                .get(resource);
        if (history == null) {
            throw new AssertionError("no answer");
        }
        return history;
    }

    private static Scope scope() {
        return new Scope(
                1,
                ACCOUNT,
                List.of(),
                REGION,
                COMPROMISED_AT,
                null,
                1,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of("x"),
                TrailSource.LOOKUP,
                null);
    }

    private void orders() {
        config.with(item(
                        "AWS::DynamoDB::Table",
                        "orders",
                        "orders",
                        "2024-07-01T00:00:00Z",
                        "ResourceDiscovered",
                        "old"))
                .with(item("AWS::DynamoDB::Table", "orders", "orders", "2024-08-01T00:00:00Z", "OK", "shop"))
                .with(item("AWS::DynamoDB::Table", "orders", "orders", "2024-08-02T09:00:00Z", "ResourceDeleted", ""));
    }

    private static void assertOrders(ResourceHistory told) {
        assertThat(told.answer()).isEqualTo(Answer.FOUND);
        assertThat(told.items()).hasSize(3);
        assertThat(told.newest().orElseThrow().deleted()).isTrue();
        assertThat(told.existedAt(COMPROMISED_AT)).isTrue();
        assertThat(told.tagsAt(COMPROMISED_AT)).isEqualTo(Map.of("owner", "shop"));
        assertThat(told.before(COMPROMISED_AT)
                        .orElseThrow()
                        .configuration()
                        .path("size")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void whatWasDeletedIsToldAsItWasBefore() {
        orders();
        config.pagesOf(1);
        aws.faults().once("config", "GetResourceConfigHistory", AwsFault.EMPTY_PAGE);
        assertOrders(about(TABLE));
        int calls = aws.requests("config", "GetResourceConfigHistory").size();
        assertThat(calls).isEqualTo(4);
        assertOrders(about(TABLE));
        assertThat(aws.requests("config", "GetResourceConfigHistory")).hasSize(calls);
    }

    @Test
    void configsOwnIdIsFoundByTheName() {
        config.with(item("AWS::RDS::DBInstance", "db-ABCDEFGH", "payments", "2024-07-01T00:00:00Z", "OK", "pay"));
        assertThat(about(ref("AWS::RDS::DBInstance", "payments")).tagsNow()).isEqualTo(Map.of("owner", "pay"));
    }

    private void database(String id, String time, String status, String owner) {
        config.with(item("AWS::RDS::DBInstance", id, "payments", time, status, owner));
    }

    @Test
    void howAThingWasBeforeItWasDeletedAndMadeAgainIsToldToo() {
        database("db-SECONDXX", "2024-08-02T09:10:00Z", "ResourceDiscovered", "mallory");
        database("db-FIRSTXXX", "2024-07-01T00:00:00Z", "OK", "pay");
        database("db-FIRSTXXX", "2024-08-02T09:00:00Z", "ResourceDeleted", "");
        ResourceHistory told = about(ref("AWS::RDS::DBInstance", "payments"));
        assertThat(told.existedAt(COMPROMISED_AT)).isTrue();
        assertThat(told.tagsAt(COMPROMISED_AT)).isEqualTo(Map.of("owner", "pay"));
        assertThat(told.tagsNow()).isEqualTo(Map.of("owner", "mallory"));
    }

    @Test
    void aFirstLifeIsNotHiddenBehindManyOthers() {
        for (int life = 10; life < 40; life++) {
            String hour = "2024-08-02T%02d:%02d:".formatted(10 + life / 20, life);
            database("db-LIFE" + life, hour + "00Z", "ResourceDiscovered", "mallory");
            database("db-LIFE" + life, hour + "30Z", "ResourceDeleted", "");
        }
        database("db-FIRSTXXX", "2024-07-01T00:00:00Z", "OK", "pay");
        database("db-FIRSTXXX", "2024-08-02T09:00:00Z", "ResourceDeleted", "");
        ResourceHistory told = about(ref("AWS::RDS::DBInstance", "payments"));
        assertThat(told.answer()).isEqualTo(Answer.NOT_RECORDED);
        assertThat(told.why()).contains("more than 20 things of this type and name");
    }

    @Test
    void oneOfSeveralThatLiveUnderOneNameIsNotTakenForAnother() {
        database("db-ONEXXXXX", "2024-07-01T00:00:00Z", "OK", "pay");
        database("db-OTHERXXX", "2024-07-02T00:00:00Z", "OK", "shop");
        ResourceHistory told = about(ref("AWS::RDS::DBInstance", "payments"));
        assertThat(told.answer()).isEqualTo(Answer.NOT_RECORDED);
        assertThat(told.why()).contains("2 things of this type and name");
    }

    @Test
    void howeverOftenTheAttackerChangesAThingHowItWasBeforeIsTold() {
        orders();
        for (int second = 1; second < 1200; second++) {
            config.with(item(
                    "AWS::DynamoDB::Table",
                    "orders",
                    "orders",
                    COMPROMISED_AT.plusSeconds(second).toString(),
                    "OK",
                    "mallory"));
        }
        ResourceHistory told = about(TABLE);
        assertThat(told.existedAt(COMPROMISED_AT)).isTrue();
        assertThat(told.tagsAt(COMPROMISED_AT)).isEqualTo(Map.of("owner", "shop"));
    }

    @Test
    void aRegionOfTheAttackersOwnMakingIsNotAskedAndStopsNothing() {
        ResourceRef made = new ResourceRef(
                "AWS::DynamoDB::Table", "t", "arn:aws:dynamodb:x.example/:" + ACCOUNT + ":table/t", ACCOUNT, REGION);
        Map<ResourceRef, ResourceHistory> told =
                context.getBean(LiveConfig.class).of(scope(), List.of(made), Unanswered.FAILS);
        assertThat(Objects.requireNonNull(told.get(made)).why()).contains("is no region");
    }

    @Test
    void silenceIsToldFromNotListening() {
        assertThat(about(TABLE).answer()).isEqualTo(Answer.NOTHING);
        assertThat(about(ref("AWS::Lambda::Function", "f")).why()).contains("records no AWS::Lambda::Function");
        assertThat(about(ref("AWS::SSM::Parameter", "p")).why()).contains("does not record the type");
        ResourceHistory elsewhere = about(new ResourceRef("AWS::DynamoDB::Table", "t", null, ACCOUNT, "us-west-2"));
        assertThat(elsewhere.answer()).isEqualTo(Answer.NOT_RECORDED);
        assertThat(elsewhere.why()).contains("records nothing for account " + ACCOUNT + " in us-west-2");
        ResourceHistory foreign = about(new ResourceRef("AWS::DynamoDB::Table", "t", null, "444455556666", REGION));
        assertThat(foreign.answer()).isEqualTo(Answer.NOT_RECORDED);
        assertThat(foreign.why()).contains("not in the scope");
    }

    /** Whoever came in may have stopped it before: what it then knows nothing of was there all the same. */
    @Test
    void aRecorderThatIsStoppedOrWasThenSaysNothingBySilence() {
        long then = COMPROMISED_AT.getEpochSecond();
        config.recorder(ACCOUNT, REGION, false, then - 9000, then - 3600);
        ResourceHistory stopped = about(TABLE);
        assertThat(stopped.answer()).isEqualTo(Answer.NOT_RECORDED);
        assertThat(stopped.why())
                .contains("records no AWS::DynamoDB::Table: its recorder is stopped since 2024-08-02T07:23:24Z");

        config.recorder(ACCOUNT, REGION, true, then + 3600, then - 3600);
        assertThat(about(TABLE).answer()).isEqualTo(Answer.NOT_RECORDED);
        assertThat(about(TABLE).why())
                .contains("its recorder was stopped from 2024-08-02T07:23:24Z to 2024-08-02T09:23:24Z");

        config.recorder(ACCOUNT, REGION, true, then + 3600, null);
        assertThat(about(TABLE).why()).contains("its recorder runs only since 2024-08-02T09:23:24Z");

        config.recorder(ACCOUNT, REGION, true, then + 3600, then + 1800);
        assertThat(about(TABLE).answer())
                .as("before the compromise it listened")
                .isEqualTo(Answer.NOTHING);
    }

    /** What was recorded before it was stopped is still known. */
    @Test
    void aStoppedRecorderForgetsNothing() {
        orders();
        config.recorder(ACCOUNT, REGION, false, 1_600_000_000L, COMPROMISED_AT.getEpochSecond());
        assertThat(about(TABLE).existedAt(COMPROMISED_AT)).isTrue();
    }

    @Test
    void whatOneRegionDoesNotKnowIsNothingOnlyWhereTheOtherWasHeard() {
        ResourceRef global = new ResourceRef("AWS::DynamoDB::Table", "global", null, ACCOUNT, "");
        aws.faults()
                .plan(
                        request -> request.service().equals("config")
                                && request.region().equals("us-east-1"),
                        AwsFault.EXPIRED_CREDENTIALS,
                        0,
                        Integer.MAX_VALUE);
        assertThat(about(global).answer()).isEqualTo(Answer.NOT_RECORDED);
        aws.faults().none();
        assertThat(about(global).answer()).isEqualTo(Answer.NOTHING);
    }

    /** Whoever may not see the recorders may still see what they recorded. */
    @Test
    void whoMayNotAskWhatIsRecordedIsToldWhatWas() {
        orders();
        aws.faults().always("config", "DescribeConfigurationRecorderStatus", AwsFault.DENIED);
        ResourceRef unknown = ref("AWS::DynamoDB::Table", "a-table-of-nobody");
        Map<ResourceRef, ResourceHistory> told =
                context.getBean(LiveConfig.class).of(scope(), List.of(unknown, TABLE), Unanswered.IS_TOLD);
        assertThat(told.get(unknown)).satisfies(history -> {
            assertThat(history.answer()).isEqualTo(Answer.NOT_RECORDED);
            assertThat(history.why()).contains("access denied").contains("config:DescribeConfigurationRecorderStatus");
        });
        assertThat(told.get(TABLE))
                .satisfies(
                        history -> assertThat(history.existedAt(COMPROMISED_AT)).isTrue());
    }

    @Test
    void aMissingPermissionIsNamedAndAskedForOnce() {
        aws.faults().always("config", "GetResourceConfigHistory", AwsFault.DENIED);
        Map<ResourceRef, ResourceHistory> told = context.getBean(LiveConfig.class)
                .of(scope(), List.of(TABLE, ref("AWS::DynamoDB::Table", "other")), Unanswered.IS_TOLD);
        assertThat(told.values()).allSatisfy(history -> {
            assertThat(history.answer()).isEqualTo(Answer.NOT_RECORDED);
            assertThat(history.why()).contains("access denied (config:GetResourceConfigHistory");
        });
    }

    @Test
    void whatMayPassFailsTheStepUntilPeopleGoOnWithoutIt() {
        orders();
        aws.faults().always("config", "GetResourceConfigHistory", AwsFault.EXPIRED_CREDENTIALS);
        LiveConfig config = context.getBean(LiveConfig.class);
        assertThatThrownBy(() -> config.of(scope(), List.of(TABLE), Unanswered.FAILS))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageStartingWith("Renew the server's credentials: what AWS Config recorded cannot be read");
        assertThat(about(TABLE).why()).contains("config:GetResourceConfigHistory");
        aws.faults().none();
        assertThat(Objects.requireNonNull(config.of(scope(), List.of(TABLE), Unanswered.FAILS)
                                .get(TABLE))
                        .answer())
                .isEqualTo(Answer.FOUND);
    }

    @ParameterizedTest
    @EnumSource(
            value = AwsFault.class,
            names = {"THROTTLED", "RESET", "HALF_ANSWER", "SERVER_FAULT", "SAME_TOKEN", "LOST_ANSWER"})
    void aFaultThatPassesChangesNothing(AwsFault fault) {
        orders();
        aws.faults().once("config", "GetResourceConfigHistory", fault);
        ResourceHistory told = about(TABLE);
        assertThat(told.items()).extracting(one -> one.captured().toString()).contains("2024-08-02T09:00:00Z");
        assertThat(told.items()).doesNotHaveDuplicates();
        assertThat(told.tagsAt(COMPROMISED_AT)).isEqualTo(Map.of("owner", "shop"));
    }
}
