package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.eksrunbook.asset.ResourceHistory;
import org.junit.jupiter.api.Test;

/** What ends the access of a principal, and leaves others theirs. */
class CutsTest {

    private static final String ACCOUNT = "111122223333";
    private static final Instant COMPROMISED = Instant.parse("2024-08-01T10:00:00Z");
    private static final ResourceHistory NOT_RECORDED =
            new ResourceHistory(ResourceHistory.Answer.NOT_RECORDED, List.of(), "no files");

    private final Remedies remedies = new Remedies();

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
}
