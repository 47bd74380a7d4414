package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
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
    void roleOfAPermissionSetIsLeftAloneSinceColleaguesActByIt() {
        String session =
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/AWSReservedSSO_Admin_7243976e43c75fc5/jane@example.com";
        for (LivePrincipal one : List.of(
                principal(session, "session", false),
                principal("976710cc5d-9d976f61-3b89-4b98-88db-2ea3bbc1f3fa", "identityCenterUser", false))) {
            assertThat(remedies.cut(one)).singleElement().satisfies(action -> {
                assertThat(action.commands()).isEmpty();
                assertThat(action.manual()).contains("IAM Identity Center, disable the user");
            });
        }
    }

    @Test
    void roleThatOnlyItsServiceMayChangeIsAStepByHandThatStopsNoScript() {
        for (String arn : List.of(
                "arn:aws:iam::" + ACCOUNT
                        + ":role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup",
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/AWSServiceRoleForAmazonEKSNodegroup/EKS")) {
            assertThat(remedies.cut(principal(arn, "role", false)))
                    .singleElement()
                    .satisfies(action -> {
                        assertThat(action.commands()).isEmpty();
                        assertThat(action.manual()).contains("nobody but its service");
                    });
        }
        String named = "arn:aws:sts::" + ACCOUNT + ":assumed-role/AWSServiceRoleForNothing/x";
        assertThat(remedies.cut(principal(named, "session", true)))
                .as("whoever makes a role chooses its name")
                .allSatisfy(action -> assertThat(action.commands()).isNotEmpty());
    }

    @Test
    void nameOfAGroupOfInstancesIsNobodysWhomeverItNames() {
        assertThat(remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":user/alice", "instanceGroup", false)))
                .isEmpty();
    }

    @Test
    void aRoleThatTheAttackerMadeLosesItsTrustBeforeItsSessionsAreRevoked() {
        List<Action> actions = remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":role/evil", "role", true));
        assertThat(actions)
                .extracting(Action::kind)
                .containsExactly(ActionKind.REMOVE_TRUST, ActionKind.REVOKE_SESSIONS);
        assertThat(ActionKind.REMOVE_TRUST).isLessThan(ActionKind.REVOKE_SESSIONS);
        assertThat(actions.get(1).commandText())
                .contains("put-role-policy --role-name evil --policy-name AWSRevokeOlderSessions")
                .contains("aws:TokenIssueTime");
    }

    @Test
    void sessionThatIsTakenWhileItsRoleLosesItsTrustMayDoNothingEither() {
        String deny = "--policy-name IncidentNothing --policy-document"
                + " '{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Deny\",\"Resource\":\"*\",\"Sid\":\"IncidentNothing\"}],";
        assertThat(remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":role/evil", "role", true))
                        .get(0)
                        .commandText())
                .contains("aws iam put-role-policy --role-name evil " + deny);
        assertThat(remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":user/evil", "user", true))
                        .get(0)
                        .commandText())
                .contains("aws iam put-user-policy --user-name evil " + deny);
        assertThat(remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":user/jane", "user", false)))
                .as("a colleague works on with new credentials")
                .noneMatch(action -> action.commandText().contains("IncidentNothing"));
    }

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
    void aRoleOfTheOrganisationKeepsItsTrust() {
        List<Action> actions =
                remedies.cut(principal("arn:aws:sts::" + ACCOUNT + ":assumed-role/node-role/i-1", "session", false));
        assertThat(actions).extracting(Action::kind).containsExactly(ActionKind.REVOKE_SESSIONS);
        assertThat(actions.get(0).target().id()).isEqualTo("node-role");
    }

    @Test
    void aUserLosesKeysPasswordAndSessions() {
        List<Action> actions = remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":user/path/eve", "user", false));
        assertThat(actions)
                .extracting(Action::kind)
                .containsExactly(ActionKind.DEACTIVATE_KEY, ActionKind.REMOVE_LOGIN, ActionKind.REVOKE_SESSIONS);
        assertThat(actions)
                .allSatisfy(action -> assertThat(action.commandText()).contains("--user-name eve"));
    }

    @Test
    void aUserLosesWhatLetsHimInWithoutKeyPasswordAndSession() {
        assertThat(remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":user/eve", "user", false))
                        .get(0)
                        .commandText())
                .contains(
                        "aws iam update-access-key --status Inactive --user-name eve",
                        "aws iam update-service-specific-credential --status Inactive --user-name eve",
                        "aws iam update-ssh-public-key --status Inactive --user-name eve",
                        "aws iam update-signing-certificate --status Inactive --user-name eve");
    }

    @Test
    void aCredentialOfASingleServiceThatTheAttackerMadeForAUserGoes() throws Exception {
        Call call = call(
                "CreateServiceSpecificCredential",
                "{\"userName\":\"jane\",\"serviceName\":\"bedrock.amazonaws.com\"}",
                "{\"serviceSpecificCredential\":{\"serviceSpecificCredentialId\":\"ACCAEXAMPLE\",\"userName\":\"jane\"}}");
        assertThat(putBack(ref("AWS::IAM::User", "jane"), null, call).get(0).commandText())
                .isEqualTo("aws iam update-service-specific-credential --status Inactive --user-name jane"
                        + " --service-specific-credential-id ACCAEXAMPLE\n"
                        + "aws iam delete-service-specific-credential --user-name jane"
                        + " --service-specific-credential-id ACCAEXAMPLE");
    }

    @Test
    void aKeyIsDeactivatedForTheUserItBelongsToNeverForTheCaller() {
        Action action = remedies.cut(principal("AKIAIOSFODNN7EXAMPLE", "accessKey", true))
                .get(0);
        assertThat(action.kind()).isEqualTo(ActionKind.DEACTIVATE_KEY);
        assertThat(action.commandText())
                .isEqualTo(
                        "user=$(aws iam get-access-key-last-used --access-key-id AKIAIOSFODNN7EXAMPLE --query UserName"
                                + " --output text); aws iam update-access-key --status Inactive --access-key-id"
                                + " AKIAIOSFODNN7EXAMPLE --user-name \"$user\"");
        assertThat(action.undo()).singleElement().asString().contains("--status Active");
    }

    @Test
    void anAccessEntryIsDeletedByClusterAndPrincipal() {
        String arn = "arn:aws:eks:eu-central-1:" + ACCOUNT + ":access-entry/prod/role/" + ACCOUNT + "/evil/0abc";
        Action action = remedies.cut(new LivePrincipal(
                        arn, arn, "accessEntry", ACCOUNT, "eu-central-1", null, true, COMPROMISED, List.of(), "why"))
                .get(0);
        assertThat(action.commandText())
                .isEqualTo("aws eks delete-access-entry --cluster-name prod --principal-arn arn:aws:iam::" + ACCOUNT
                        + ":role/evil --region eu-central-1");
    }

    @Test
    void whatHasNoNameInTheLogsIsAStepByHandThatSaysWhy() {
        Action action =
                remedies.cut(principal("AROAEXAMPLEID12345678", "role", true)).get(0);
        assertThat(action.commands()).isEmpty();
        assertThat(action.manual()).startsWith("By hand:").contains("unique id");
    }

    @Test
    void aPathThatTheAttackerChoseForHisUserTurnsNoCutAgainstAnother() {
        assertThat(remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":user/x:role/admin/eve", "user", false)))
                .allSatisfy(action -> assertThat(action.commandText()).contains("--user-name eve"))
                .isNotEmpty();
        assertThat(remedies.cut(principal("arn:aws:iam::" + ACCOUNT + ":role/x:assumed-role/admin/eve", "role", false)))
                .allSatisfy(action -> assertThat(action.commandText()).contains("--role-name eve"))
                .isNotEmpty();
        assertThat(remedies.cut(principal("arn:aws:sts::" + ACCOUNT + ":assumed-role/eve/s", "session", false)))
                .allSatisfy(action -> assertThat(action.commandText()).contains("--role-name eve"))
                .isNotEmpty();
    }

    @Test
    void aKubernetesUserHasNothingToCutInAws() {
        assertThat(remedies.cut(principal("system:anonymous", "kubernetes", false)))
                .isEmpty();
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
    void anOpenedPortIsClosedByTheRuleOfTheCall() throws Exception {
        Call call = call(
                "AuthorizeSecurityGroupIngress",
                "{\"groupId\":\"sg-1\",\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"tcp\",\"fromPort\":22,\"toPort\":22,"
                        + "\"groups\":{},\"ipRanges\":{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"}]},\"ipv6Ranges\":{}}]}}",
                "{}");
        Action action =
                putBack(ref("AWS::EC2::SecurityGroup", "sg-1"), null, call).get(0);
        assertThat(action.commandText())
                .isEqualTo("aws ec2 revoke-security-group-ingress --group-id sg-1 --ip-permissions"
                        + " '[{\"FromPort\":22,\"IpProtocol\":\"tcp\",\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\"}],\"ToPort\":22}]'"
                        + " --region eu-central-1");
        assertThat(action.undo().get(0)).contains("authorize-security-group-ingress");
    }

    @Test
    void whatHeGaveAndTookAwayAgainIsNotGivenOnTheWayBack() throws Exception {
        String policy = "{\"roleName\":\"web\",\"policyArn\":\"arn:aws:iam::aws:policy/AdministratorAccess\"}";
        String rule =
                "{\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"-1\",\"ipRanges\":{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"}]}}]}}";
        assertThat(remedies.putBack(
                        ref("AWS::IAM::Role", "web"),
                        List.of(call("AttachRolePolicy", policy, "{}"), call("DetachRolePolicy", policy, "{}")),
                        NOT_RECORDED,
                        COMPROMISED,
                        "why"))
                .extracting(Action::commandText)
                .containsExactly("aws iam detach-role-policy --role-name web --policy-arn"
                        + " arn:aws:iam::aws:policy/AdministratorAccess");
        assertThat(remedies.putBack(
                        ref("AWS::EC2::SecurityGroup", "sg-1"),
                        List.of(
                                call("AuthorizeSecurityGroupIngress", rule, "{}"),
                                call("RevokeSecurityGroupIngress", rule, "{}")),
                        NOT_RECORDED,
                        COMPROMISED,
                        "why"))
                .singleElement()
                .satisfies(
                        action -> assertThat(action.commandText()).startsWith("aws ec2 revoke-security-group-ingress"));
        assertThat(remedies.putBack(
                        ref("AWS::EC2::SecurityGroup", "sg-1"),
                        List.of(
                                call("RevokeSecurityGroupIngress", rule, "{}"),
                                call("AuthorizeSecurityGroupIngress", rule, "{}")),
                        NOT_RECORDED,
                        COMPROMISED,
                        "why"))
                .as("it was open before")
                .singleElement()
                .satisfies(action ->
                        assertThat(action.commandText()).startsWith("aws ec2 authorize-security-group-ingress"));
    }

    @Test
    void whatCannotBeUndoneIsPutBackThoughACallOfHisThatChangedNothingStandsBesideIt() throws Exception {
        JsonNode role = json.readTree("{\"assumeRolePolicyDocument\":\"%7B%22Version%22%3A%222012-10-17%22%7D\","
                + "\"attachedManagedPolicies\":[{\"policyName\":\"P\",\"policyArn\":\"arn:aws:iam::1:policy/P\"}]}");
        assertThat(remedies.putBack(
                        ref("AWS::IAM::Role", "web"),
                        List.of(
                                call(
                                        "AttachRolePolicy",
                                        "{\"roleName\":\"web\",\"policyArn\":\"arn:aws:iam::1:policy/P\"}",
                                        "{}"),
                                call(
                                        "UpdateAssumeRolePolicy",
                                        "{\"roleName\":\"web\",\"policyDocument\":\"{}\"}",
                                        "{}")),
                        new ResourceHistory(
                                ResourceHistory.Answer.FOUND, List.of(item(role, json.createObjectNode())), "found"),
                        COMPROMISED,
                        "why"))
                .extracting(Action::commandText)
                .anyMatch(text -> text.startsWith("aws iam update-assume-role-policy --role-name web"));
    }

    @Test
    void whatWasThereBeforeIsNotTakenAwaySinceTheAttackerAskedForItToo() throws Exception {
        JsonNode attached = json.readTree(
                "{\"attachedManagedPolicies\":[{\"policyName\":\"P\",\"policyArn\":\"arn:aws:iam::1:policy/P\"}]}");
        Call call = call("AttachRolePolicy", "{\"roleName\":\"web\",\"policyArn\":\"arn:aws:iam::1:policy/P\"}", "{}");
        assertThat(putBack(ref("AWS::IAM::Role", "web"), item(attached, json.createObjectNode()), call))
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.commands()).isEmpty();
                    assertThat(action.manual()).contains("it was so already");
                });
        JsonNode member = json.readTree("{\"groupList\":[\"admins\"]}");
        assertThat(putBack(
                        ref("AWS::IAM::User", "jane"),
                        item(member, json.createObjectNode()),
                        call("AddUserToGroup", "{\"userName\":\"jane\",\"groupName\":\"admins\"}", "{}")))
                .singleElement()
                .satisfies(action -> assertThat(action.commands()).isEmpty());
        assertThat(putBack(ref("AWS::IAM::Role", "web"), item(json.createObjectNode(), json.createObjectNode()), call)
                        .get(0)
                        .commandText())
                .startsWith("aws iam detach-role-policy");
    }

    @Test
    void ruleWithASourceThatTheLogDoesNotTellInFullIsTakenBackByHand() throws Exception {
        String start = "{\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"tcp\",\"fromPort\":22,\"toPort\":22,";
        for (String source : List.of(
                "\"groups\":{\"items\":[{\"groupName\":\"default\"}]}",
                "\"groups\":{\"items\":[{\"groupName\":\"x\"}]},\"ipRanges\":{\"items\":[{\"cidrIp\":\"10.0.0.0/8\"}]}",
                "\"ipRanges\":{}")) {
            assertThat(putBack(
                            ref("AWS::EC2::SecurityGroup", "sg-1"),
                            null,
                            call("AuthorizeSecurityGroupIngress", start + source + "}]}}", "{}")))
                    .singleElement()
                    .satisfies(
                            action -> assertThat(action.commands()).as(source).isEmpty());
        }
        assertThat(putBack(
                                ref("AWS::EC2::SecurityGroup", "sg-1"),
                                null,
                                call(
                                        "AuthorizeSecurityGroupIngress",
                                        start
                                                + "\"groups\":{\"items\":[{\"userId\":\"999988887777\",\"groupId\":\"sg-9\"}]}}]}}",
                                        "{}"))
                        .get(0)
                        .commandText())
                .as("a group of the attacker's account is found only there")
                .contains("\"UserIdGroupPairs\":[{\"GroupId\":\"sg-9\",\"UserId\":\"999988887777\"}]");
    }

    @Test
    void ruleIsSwitchedOnAgainInTheBusOfTheCall() throws Exception {
        Call call = call("DisableRule", "{\"name\":\"nightly\",\"eventBusName\":\"orders\"}", "{}");
        assertThat(putBack(ref("AWS::Events::Rule", "nightly"), null, call)
                        .get(0)
                        .commandText())
                .isEqualTo("aws events enable-rule --event-bus-name orders --name nightly --region eu-central-1");
    }

    @Test
    void aSharedSnapshotIsSharedNoMoreAndCountsAsRead() throws Exception {
        Call call = call(
                "ModifySnapshotAttribute",
                "{\"snapshotId\":\"snap-1\",\"createVolumePermission\":{\"add\":{\"items\":[{\"userId\":\"999988887777\"}]}},"
                        + "\"attributeType\":\"CREATE_VOLUME_PERMISSION\"}",
                "{}");
        Action action = putBack(ref("AWS::EC2::Snapshot", "snap-1"), null, call).get(0);
        assertThat(action.kind()).isEqualTo(ActionKind.UNSHARE);
        assertThat(action.commandText()).contains("{\"Remove\":[{\"UserId\":\"999988887777\"}]}");
        assertThat(action.manual()).contains("treat its data as read");
    }

    @Test
    void aBucketPolicyGoesBackToTheRecordedOneOrAwayWhereNoneWasRecorded() throws Exception {
        Call call = call("PutBucketPolicy", "{\"bucketName\":\"logs\"}", "{}");
        ResourceRef bucket = ref("AWS::S3::Bucket", "logs");
        JsonNode had = json.readTree(
                "{\"BucketPolicy\":\"{\\\"policyText\\\":\\\"{\\\\\\\"Version\\\\\\\":\\\\\\\"2012-10-17\\\\\\\"}\\\"}\"}");
        assertThat(putBack(bucket, item(json.createObjectNode(), had), call)
                        .get(0)
                        .commandText())
                .isEqualTo("aws s3api put-bucket-policy --bucket logs --policy '{\"Version\":\"2012-10-17\"}'");
        JsonNode none = json.readTree("{\"BucketPolicy\":{\"policyText\":null}}");
        assertThat(putBack(bucket, item(json.createObjectNode(), none), call)
                        .get(0)
                        .commandText())
                .isEqualTo("aws s3api delete-bucket-policy --bucket logs");
    }

    @Test
    void whereNothingWasRecordedAPersonIsToldTheCall() throws Exception {
        Action action = putBack(
                        ref("AWS::S3::Bucket", "logs"),
                        null,
                        call("PutBucketPolicy", "{\"bucketName\":\"logs\"}", "{}"))
                .get(0);
        assertThat(action.commands()).isEmpty();
        assertThat(action.manual())
                .contains("PutBucketPolicy")
                .contains("event e1")
                .contains("not recorded");
    }

    @Test
    void changedTrustGoesBackToTheRecordedDocument() throws Exception {
        JsonNode configuration =
                json.readTree("{\"assumeRolePolicyDocument\":\"%7B%22Version%22%3A%222012-10-17%22%7D\"}");
        Call call = call("UpdateAssumeRolePolicy", "{\"roleName\":\"deploy\",\"policyDocument\":\"{}\"}", "{}");
        Action action = putBack(ref("AWS::IAM::Role", "deploy"), item(configuration, json.createObjectNode()), call)
                .get(0);
        assertThat(action.commandText())
                .isEqualTo("aws iam update-assume-role-policy --role-name deploy --policy-document"
                        + " '{\"Version\":\"2012-10-17\"}'");
        assertThat(ActionKind.PUT_BACK).isLessThan(ActionKind.REVOKE_SESSIONS);
    }

    @Test
    void theLastCallIsTakenBackFirst() throws Exception {
        Call first = call("StopLogging", "{\"name\":\"trail\"}", "{}");
        Call second = new Call(
                "e2", COMPROMISED.plusSeconds(60), "NobodyKnowsThis", json.createObjectNode(), json.createObjectNode());
        List<Action> actions = remedies.putBack(
                ref("AWS::CloudTrail::Trail", "trail"), List.of(first, second), NOT_RECORDED, COMPROMISED, "why");
        assertThat(actions).hasSize(2);
        assertThat(actions.get(0).commandText()).contains("cloudtrail start-logging --name trail");
        assertThat(actions.get(1).manual()).contains("NobodyKnowsThis");
    }

    @Test
    void readsAreNotTakenBackAndCommandsOnAMachineCannotBe() {
        Call read =
                new Call("e1", COMPROMISED, "GetCommandInvocation", json.createObjectNode(), json.createObjectNode());
        Call ran = new Call("e2", COMPROMISED, "SendCommand", json.createObjectNode(), json.createObjectNode());
        Call again = new Call("e3", COMPROMISED, "SendCommand", json.createObjectNode(), json.createObjectNode());
        List<Action> actions = remedies.putBack(
                ref("AWS::EC2::Instance", "i-1"), List.of(ran, again, read), NOT_RECORDED, COMPROMISED, "why");
        assertThat(actions)
                .singleElement()
                .satisfies(action -> assertThat(action.manual())
                        .startsWith("Cannot be put back")
                        .doesNotContain("GetCommandInvocation"));
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
    void changedTagsGoBackToTheRecordedOnes() throws Exception {
        ConfigItem tagged = new ConfigItem(
                "type",
                "id",
                null,
                null,
                ACCOUNT,
                "eu-central-1",
                COMPROMISED.minusSeconds(60),
                "OK",
                Map.of("application", "shop", "aws:x", "y"),
                json.createObjectNode(),
                json.createObjectNode(),
                "file");
        assertThat(putBack(ref("AWS::EC2::SecurityGroup", "sg-1"), tagged, call("CreateTags", "{}", "{}"))
                        .get(0)
                        .commandText())
                .isEqualTo(
                        "aws ec2 create-tags --resources sg-1 --tags '[{\"Key\":\"application\",\"Value\":\"shop\"}]'"
                                + " --region eu-central-1");
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
    void aDoorIntoAClusterIsClosedWhereOnlyTheClusterIsNamed() throws Exception {
        Call call = call(
                "CreateAccessEntry",
                "{\"name\":\"prod\",\"principalArn\":\"arn%3Aaws%3Aiam%3A%3A1%3Auser%2Feve\"}",
                "{}");
        assertThat(putBack(ref("AWS::EKS::Cluster", "prod"), null, call).get(0).commandText())
                .startsWith("aws eks delete-access-entry --cluster-name prod --principal-arn arn:aws:iam::1:user/eve");
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
        assertThat(remedies.recreate(ref("AWS::DynamoDB::Table", "orders"), configuration, "AWS Config", "deleted")
                        .get(0)
                        .manual())
                .contains("\"tableName\" : \"orders\"");
        assertThat(remedies.newResource(IncidentId.of("INC-1"), ref("AWS::EC2::Instance", "i-1"), null, "modified"))
                .extracting(Action::kind)
                .startsWith(ActionKind.NEW_RESOURCE, ActionKind.SWAP_IN)
                .contains(ActionKind.ISOLATE);
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

    private List<Action> putBack(ResourceRef resource, @Nullable ConfigItem before, Call call) {
        ResourceHistory history = before == null
                ? NOT_RECORDED
                : new ResourceHistory(ResourceHistory.Answer.FOUND, List.of(before), "found");
        return remedies.putBack(resource, List.of(call), history, COMPROMISED, "changed by the attacker");
    }

    private Call call(String name, String request, String response) throws Exception {
        return new Call("e1", COMPROMISED.plusSeconds(30), name, json.readTree(request), json.readTree(response));
    }

    private static ConfigItem item(JsonNode configuration, JsonNode supplementary) {
        return new ConfigItem(
                "type",
                "id",
                null,
                null,
                ACCOUNT,
                "eu-central-1",
                COMPROMISED.minusSeconds(3600),
                "OK",
                Map.of(),
                configuration,
                supplementary,
                "file");
    }

    private static LivePrincipal principal(String id, String type, boolean made) {
        return new LivePrincipal(
                id,
                id.startsWith("arn:") ? id : null,
                type,
                ACCOUNT,
                "eu-central-1",
                null,
                made,
                COMPROMISED,
                List.of(),
                "why");
    }

    private static ResourceRef ref(String type, String id) {
        return new ResourceRef(type, id, null, ACCOUNT, "eu-central-1");
    }
}
