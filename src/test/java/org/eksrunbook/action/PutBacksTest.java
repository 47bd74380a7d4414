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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the attacker's changes are taken back, call by call. */
class PutBacksTest {

    private static final String ACCOUNT = "111122223333";
    private static final Instant COMPROMISED = Instant.parse("2024-08-01T10:00:00Z");
    private static final ResourceHistory NOT_RECORDED =
            new ResourceHistory(ResourceHistory.Answer.NOT_RECORDED, List.of(), "no files");

    private final Remedies remedies = new Remedies();
    private final ObjectMapper json = new ObjectMapper();

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
    void aDoorIntoAClusterIsClosedWhereOnlyTheClusterIsNamed() throws Exception {
        Call call = call(
                "CreateAccessEntry",
                "{\"name\":\"prod\",\"principalArn\":\"arn%3Aaws%3Aiam%3A%3A1%3Auser%2Feve\"}",
                "{}");
        assertThat(putBack(ref("AWS::EKS::Cluster", "prod"), null, call).get(0).commandText())
                .startsWith("aws eks delete-access-entry --cluster-name prod --principal-arn arn:aws:iam::1:user/eve");
    }

    @Test
    void aNameGoesBackBeforeWhatWasCalledByIt() throws Exception {
        List<Call> calls = List.of(
                call(
                        "CreateAccessKey",
                        "{\"userName\":\"jane\"}",
                        "{\"accessKey\":{\"accessKeyId\":\"AKIAONE\",\"userName\":\"jane\"}}"),
                call("UpdateUser", "{\"userName\":\"jane\",\"newUserName\":\"joan\"}", "{}"),
                call(
                        "CreateAccessKey",
                        "{\"userName\":\"joan\"}",
                        "{\"accessKey\":{\"accessKeyId\":\"AKIATWO\",\"userName\":\"joan\"}}"));
        List<Action> back =
                remedies.putBack(ref("AWS::IAM::User", "jane"), calls, NOT_RECORDED, COMPROMISED, "changed");
        assertThat(back).hasSize(3);
        assertThat(back.get(0).commandText()).contains("--user-name joan", "AKIATWO");
        assertThat(back.get(1).commandText()).isEqualTo("aws iam update-user --user-name joan --new-user-name jane");
        assertThat(back.get(1).undo()).containsExactly("aws iam update-user --user-name jane --new-user-name joan");
        assertThat(back.get(2).commandText()).contains("--user-name joan", "AKIAONE");
        assertThat(back.get(1).kind()).isEqualTo(ActionKind.RENAME_BACK);
        assertThat(ActionKind.RENAME_BACK)
                .as("what is done by the name in force comes first, and whoever got the old one is gone by then")
                .isGreaterThan(ActionKind.REMOVE_LOGIN)
                .isGreaterThan(ActionKind.PUT_BACK)
                .isGreaterThan(ActionKind.REVOKE_SESSIONS)
                .isGreaterThan(ActionKind.DELETE);
        assertThat(putBack(
                                ref("AWS::IAM::ServerCertificate", "web"),
                                null,
                                call(
                                        "UpdateServerCertificate",
                                        "{\"serverCertificateName\":\"web\",\"newServerCertificateName\":\"x\"}",
                                        "{}"))
                        .get(0)
                        .commandText())
                .isEqualTo(
                        "aws iam update-server-certificate --server-certificate-name x --new-server-certificate-name web");
    }

    @Test
    void aPasswordGivenBeforeARenameIsTakenByTheNameInForceAndAllRenamesAreOne() throws Exception {
        List<Call> calls = List.of(
                call("CreateLoginProfile", "{\"userName\":\"jane\"}", "{}"),
                call("UpdateUser", "{\"userName\":\"jane\",\"newUserName\":\"joan\"}", "{}"),
                call("UpdateUser", "{\"userName\":\"joan\",\"newUserName\":\"jo\"}", "{}"));
        List<Action> back =
                remedies.putBack(ref("AWS::IAM::User", "jane"), calls, NOT_RECORDED, COMPROMISED, "changed");
        assertThat(back).extracting(Action::kind).containsExactly(ActionKind.RENAME_BACK, ActionKind.REMOVE_LOGIN);
        assertThat(back.get(0).commandText()).isEqualTo("aws iam update-user --user-name jo --new-user-name jane");
        assertThat(back.get(1).commandText()).contains("delete-login-profile --user-name jo");
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

    private static ResourceRef ref(String type, String id) {
        return new ResourceRef(type, id, null, ACCOUNT, "eu-central-1");
    }
}
