package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;

class RemediesTest {

    private static final IncidentId INCIDENT = IncidentId.of("INC-1");
    private static final String ACCOUNT = "111122223333";
    private static final Instant COMPROMISED = Instant.parse("2024-08-01T10:00:00Z");
    private static final ResourceHistory NOT_RECORDED =
            new ResourceHistory(ResourceHistory.Answer.NOT_RECORDED, List.of(), "no files");

    private final Remedies remedies = new Remedies();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void whatACutDeniesWithIsTakenAwayLast() {
        for (String who : List.of("user", "role")) {
            String type = who.equals("user") ? "AWS::IAM::User" : "AWS::IAM::Role";
            List<String> deletions = remedies.delete(ref(type, "evil"), "why").get(0).commands().stream()
                    .map(CommandLine::text)
                    .filter(line -> line.contains("-policies "))
                    .toList();
            assertThat(deletions).hasSize(4);
            assertThat(deletions.get(0)).contains("detach-" + who + "-policy", "AWSDenyAll");
            assertThat(deletions.get(1)).contains("delete-" + who + "-policy", "IncidentNothing");
            assertThat(deletions.get(2)).contains("detach-" + who + "-policy", "'AttachedPolicies[].PolicyArn'");
            assertThat(deletions.get(3)).contains("delete-" + who + "-policy", "'PolicyNames[]'");
        }
    }

    @Test
    void aUserIsDeletedWithEverythingThatHangsOnIt() {
        String command = remedies.delete(ref("AWS::IAM::User", "eve"), "made by the attacker")
                .get(0)
                .commandText();
        assertThat(command.lines().toList()).last().asString().isEqualTo("aws iam delete-user --user-name eve");
        assertThat(command).contains("delete-access-key", "detach-user-policy", "delete-login-profile");
    }

    @Test
    void aStackIsDeletedAsAWhole() {
        Action action = remedies.delete(ref("AWS::CloudFormation::Stack", "evil-stack"), "made by the attacker")
                .get(0);
        assertThat(action.kind()).isEqualTo(ActionKind.DELETE_STACK);
        assertThat(action.commands().get(0).text())
                .isEqualTo("aws cloudformation delete-stack --stack-name evil-stack --region eu-central-1");
    }

    @Test
    void aTypeWithoutACommandOfItsOwnGoesThroughCloudControl() {
        Action action = remedies.delete(ref("AWS::Location::Map", "m"), "made by the attacker")
                .get(0);
        assertThat(action.commandText())
                .startsWith(
                        "token=$(gone aws cloudcontrol delete-resource --type-name AWS::Location::Map --identifier m"
                                + " --query ProgressEvent.RequestToken --output text --region eu-central-1)\n");
    }

    @Test
    void whatIsInNoRegionGoesThroughCloudControlWhereItsPartitionIsAtHome() {
        assertThat(remedies.delete(ref("AWS::CloudFront::Distribution", "E1"), "made by the attacker")
                        .get(0)
                        .commandText())
                .contains("--type-name AWS::CloudFront::Distribution --identifier E1", "--region us-east-1");
    }

    @Test
    void aTypeThatNobodyKnowsIsAStepByHand() {
        Action action = remedies.delete(ref("AWS::Nowhere::Thing", "x"), "made by the attacker")
                .get(0);
        assertThat(action.commands()).isEmpty();
        assertThat(action.manual()).contains("no command is known for AWS::Nowhere::Thing");
    }

    @Test
    void anInstanceIsKeptBySnapshotIsolationAndStopInThisOrder() {
        assertThat(remedies.keep(IncidentId.of("INC-1"), ref("AWS::EC2::Instance", "i-0abc"), "evidence"))
                .extracting(Action::kind)
                .containsExactly(ActionKind.SNAPSHOT, ActionKind.ISOLATE, ActionKind.STOP)
                .isSorted();
    }

    @Test
    void aKeyOfTheAttackerIsDeletedBeforeItsUserIsPutBack() {
        Action key = remedies.delete(ref("AWS::IAM::AccessKey", "AKIAIOSFODNN7EXAMPLE"), "why")
                .get(0);
        assertThat(key.kind()).isEqualTo(ActionKind.DELETE_KEY).isLessThan(ActionKind.PUT_BACK);
        assertThat(key.commands().get(0).text()).contains("--status Inactive");
    }

    @Test
    void whatAwsBackupDoesNotKeepIsNotLookedForThere() {
        Action action = remedies.restore(
                        INCIDENT, ref("AWS::CloudTrail::Trail", "t"), null, COMPROMISED, false, null, "why")
                .get(0);
        assertThat(action.commands()).isEmpty();
        assertThat(action.manual()).contains("AWS Backup keeps none of AWS::CloudTrail::Trail");
    }

    @Test
    void aStackIsCalledByItsArnWhereTheLogTellsIt() {
        String arn = "arn:aws:cloudformation:eu-central-1:" + ACCOUNT + ":stack/evil/uuid";
        ResourceRef stack = new ResourceRef("AWS::CloudFormation::Stack", "evil/uuid", arn, ACCOUNT, "eu-central-1");
        assertThat(remedies.delete(stack, "why").get(0).commands().get(0).text())
                .contains("--stack-name " + arn);
        assertThat(remedies.delete(ref("AWS::CloudFormation::Stack", "evil/uuid"), "why")
                        .get(0)
                        .commands()
                        .get(0)
                        .text())
                .contains("--stack-name evil --region");
    }

    @Test
    void aSecretThatWasReadIsRotated() {
        Action action = remedies.rotate(ref("AWS::SecretsManager::Secret", "prod/db"), "read")
                .get(0);
        assertThat(action.commandText()).contains("secretsmanager rotate-secret --secret-id prod/db");
    }

    @Test
    void whatComesBackIsToldWithTheFixAndTheRecordedConfiguration() throws Exception {
        assertThat(remedies.replace(
                                INCIDENT, ref("Kubernetes::Deployment", "shop/web"), "image 1.2.4", false, "modified")
                        .get(0)
                        .manual())
                .contains("image 1.2.4");
        JsonNode configuration = json.readTree("{\"tableName\":\"orders\"}");
        assertThat(remedies.recreate(
                                INCIDENT, ref("AWS::DynamoDB::Table", "orders"), configuration, "AWS Config", "deleted")
                        .get(0)
                        .manual())
                .contains("\"tableName\" : \"orders\"");
        assertThat(remedies.newResource(IncidentId.of("INC-1"), ref("AWS::EC2::Instance", "i-1"), null, "modified"))
                .extracting(Action::kind)
                .startsWith(ActionKind.NEW_RESOURCE, ActionKind.SWAP_IN)
                .contains(ActionKind.ISOLATE);
    }

    /** The same token makes the same call: who copies that of the old one is answered with the old one, and takes it for new. */
    @Test
    void theTokensOfWhoMadeTheOldOneAreNotHandedOn() throws Exception {
        JsonNode configuration = json.readTree("{\"instanceType\":\"m5.large\",\"clientToken\":\"theirs-1\","
                + "\"network\":[{\"ClientRequestToken\":\"theirs-2\",\"subnet\":\"subnet-1\"}],"
                + "\"creationToken\":\"theirs-3\",\"idempotencyToken\":{\"value\":\"theirs-4\"}}");
        ResourceRef instance = ref("AWS::EC2::Instance", "i-1");
        assertThat(List.of(
                        remedies.recreate(INCIDENT, instance, configuration, "AWS Config", "deleted")
                                .get(0)
                                .manual(),
                        remedies.newResource(INCIDENT, instance, configuration, "modified")
                                .get(0)
                                .manual()))
                .allSatisfy(words ->
                        assertThat(words).contains("m5.large", "subnet-1").doesNotContain("theirs"));
    }

    /** A step that is tried again makes one thing; another step, or the same in another incident, another one. */
    @Test
    void aStepThatMakesSomethingHasATokenOfItsOwnThatStays() {
        ResourceRef table = ref("AWS::EFS::FileSystem", "fs-1");
        String again = recreated(INCIDENT, table);
        assertThat(recreated(INCIDENT, table)).isEqualTo(again);
        assertThat(recreated(IncidentId.of("INC-2"), table)).isNotEqualTo(again);
        assertThat(recreated(INCIDENT, ref("AWS::EFS::FileSystem", "fs-2"))).isNotEqualTo(again);

        ResourceRef withArn = new ResourceRef(
                "AWS::EC2::Volume", "vol-1", "arn:aws:ec2:eu-central-1:" + ACCOUNT + ":volume/vol-1", ACCOUNT, "");
        String point = restored(withArn, "arn:aws:backup:eu-central-1:" + ACCOUNT + ":recovery-point:p1");
        assertThat(restored(withArn, "arn:aws:backup:eu-central-1:" + ACCOUNT + ":recovery-point:p1"))
                .isEqualTo(point);
        assertThat(restored(withArn, "arn:aws:backup:eu-central-1:" + ACCOUNT + ":recovery-point:p2"))
                .isNotEqualTo(point);
    }

    private String recreated(IncidentId incident, ResourceRef resource) {
        return token(remedies.recreate(incident, resource, null, "", "deleted").get(0));
    }

    private String restored(ResourceRef resource, String point) {
        return token(remedies.restore(INCIDENT, resource, point, COMPROMISED, false, "tested", "why")
                .get(0));
    }

    private static String token(Action action) {
        var found = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").matcher(action.manual());
        assertThat(found.find()).as(action.manual()).isTrue();
        return found.group();
    }

    @Test
    void whatIsReplacedAndKeptIsIsolatedInsteadOfDeletedOnceTheNewOneIsThere() {
        List<Action> actions =
                remedies.replace(INCIDENT, ref("AWS::EC2::Instance", "i-1"), "image 1.2.4", true, "modified");
        assertThat(actions)
                .extracting(Action::kind)
                .containsExactlyInAnyOrder(
                        ActionKind.REPLACE, ActionKind.SNAPSHOT, ActionKind.ISOLATE, ActionKind.STOP);
        assertThat(ActionKind.REPLACE.place(Purpose.RECOVER)).isLessThan(ActionKind.ISOLATE.place(Purpose.RECOVER));
        assertThat(actions).noneSatisfy(action -> assertThat(action.manual()).contains("delete"));

        assertThat(remedies.replace(INCIDENT, ref("Kubernetes::Pod", "shop/web-1"), "image 1.2.4", true, "modified"))
                .anySatisfy(action -> assertThat(action.commandText()).contains("runbook-isolated=true"))
                .noneSatisfy(action -> assertThat(action.commandText()).contains("kubectl delete"));
        assertThat(remedies.replace(INCIDENT, ref("Kubernetes::Pod", "shop/web-1"), "image 1.2.4", false, "modified"))
                .singleElement()
                .satisfies(action -> assertThat(action.commandText()).contains("kubectl delete"));
    }

    @Test
    void whatIsReplacedWhereItStandsIsNotStoppedAfterwardsAndLeavesAPartToKeep() {
        assertThat(remedies.replace(
                        INCIDENT, ref("Kubernetes::Deployment", "shop/web"), "image 1.2.4", true, "modified"))
                .as("scaled to nothing, the new one would be gone too")
                .singleElement()
                .satisfies(
                        action -> assertThat(action.manual()).startsWith("Before all: take one of the old pods out"));
        assertThat(remedies.replace(INCIDENT, ref("AWS::Lambda::Function", "resize"), "image 1.2.4", true, "modified"))
                .extracting(Action::kind)
                .containsExactly(ActionKind.REPLACE, ActionKind.SNAPSHOT);
    }

    @Test
    void whatIsRestoredAndKeptIsKeptAsItIsBefore() {
        assertThat(remedies.restore(
                        INCIDENT, ref("AWS::DynamoDB::Table", "orders"), null, COMPROMISED, true, null, "modified"))
                .extracting(Action::kind)
                .containsExactly(ActionKind.SNAPSHOT, ActionKind.RESTORE);
        assertThat(remedies.restore(
                                INCIDENT,
                                ref("AWS::EFS::FileSystem", "fs-1"),
                                null,
                                COMPROMISED,
                                true,
                                null,
                                "modified")
                        .get(0))
                .satisfies(action -> {
                    assertThat(action.kind()).isEqualTo(ActionKind.SNAPSHOT);
                    assertThat(action.manual()).startsWith("By hand: copy or export AWS::EFS::FileSystem fs-1");
                });
        assertThat(ActionKind.SNAPSHOT.place(Purpose.RECOVER)).isLessThan(ActionKind.RESTORE.place(Purpose.RECOVER));
    }

    private static ResourceRef ref(String type, String id) {
        return new ResourceRef(type, id, null, ACCOUNT, "eu-central-1");
    }
}
