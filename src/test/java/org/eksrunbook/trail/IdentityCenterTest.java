package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Users of IAM Identity Center: all who have a permission set act as sessions of one role, so the user is followed and never the role. Beside each attack a
 * colleague with the same permission set. The records have the form of real ones.
 */
class IdentityCenterTest extends AttackLog {

    private static final String JANE = "976710cc5d-9d976f61-3b89-4b98-88db-2ea3bbc1f3fa";
    private static final String BOB = "976710cc5d-11111111-3b89-4b98-88db-2ea3bbc1f3fa";
    private static final String EVIL = "976710cc5d-66666666-3b89-4b98-88db-2ea3bbc1f3fa";
    private static final String CENTRE = "777766665555";
    private static final String ADMIN = "AWSReservedSSO_Admin_7243976e43c75fc5";
    private static final String THERE = "AWSReservedSSO_Admin_1111976e43c75fc5";

    private static String onBehalfOf(String user) {
        return "'onBehalfOf':{'userId':'" + user + "','identityStoreArn':'arn:aws:identitystore::" + CENTRE
                + ":identitystore/d-976710cc5d'}";
    }

    private static String sso(String account, String role, String name, String user, String key) {
        String session = session(account, role, name, key);
        return session.substring(0, session.length() - 1) + "," + onBehalfOf(user) + "}";
    }

    private String portal(String user, String call, String account) {
        return record(
                "{'type':'IdentityCenterUser','accountId':'" + CENTRE + "'," + onBehalfOf(user) + "}",
                "sso",
                call,
                "null",
                "null",
                ",'serviceEventDetails':{'role_name':'Admin','account_id':'" + account + "'}");
    }

    private String saml(String account, String role, String name, String key) {
        return call(
                "{'type':'SAMLUser','principalId':'/nQTosBbaHrvuioi=:" + name + "','userName':'" + name
                        + "','identityProvider':'/nQTosBbaHrvuioi='}",
                "sts",
                "AssumeRoleWithSAML",
                "{'roleSessionName':'" + name + "','roleArn':'arn:aws:iam::" + account
                        + ":role/aws-reserved/sso.amazonaws.com/us-east-1/" + role + "','principalArn':'arn:aws:iam::"
                        + account + ":saml-provider/AWSSSO_9882ccf00912484e_DO_NOT_DELETE'}",
                issued(account, role, name, key));
    }

    private String drops(String who) {
        return call(who, "s3", "DeleteBucket", "{'bucketName':'b'}", "null");
    }

    @Test
    void stolenSessionLeadsToTheUserAndHisOtherAccountsAndNotToTheColleagueOfTheSamePermissionSet() {
        from("192.0.2.10");
        String janes = sso(OTHER, THERE, "jane@example.com", JANE, "ASIAJANEJANEJANEJAN1");
        recordAt("2024-07-20T10:00:00Z", janes, "s3", "ListBuckets", "null", "null");
        String ordinary = call(janes, "s3", "ListBuckets", "null", "null");
        from("203.0.113.66");
        String first = drops(sso(HOME, ADMIN, "jane@example.com", JANE, "ASIAJANEJANEJANEJAN2"));
        String asked = portal(JANE, "GetRoleCredentials", OTHER);
        String came = saml(OTHER, THERE, "jane@example.com", "ASIAJANEJANEJANEJAN3");
        String there = drops(sso(OTHER, THERE, "jane@example.com", JANE, "ASIAJANEJANEJANEJAN3"));
        from("192.0.2.11");
        String bobs = portal(BOB, "GetRoleCredentials", OTHER);
        String bobCame = saml(OTHER, THERE, "bob@example.com", "ASIABOBBOBBOBBOBBOB1");
        String bobDid = drops(sso(OTHER, THERE, "bob@example.com", BOB, "ASIABOBBOBBOBBOBBOB1"));
        String namesake = drops(user("jane@example.com", "AKIAJANEJANEJANEJAN9"));
        Case found = investigate("arn:aws:sts::" + HOME + ":assumed-role/" + ADMIN + "/jane@example.com");
        assertThat(found.findings())
                .contains(first, asked, came, there)
                .doesNotContain(bobs, bobCame, bobDid, ordinary, namesake);
        assertThat(found.principals())
                .contains(JANE, "arn:aws:sts::" + OTHER + ":assumed-role/" + THERE + "/jane@example.com")
                .doesNotContain(BOB);
    }

    @Test
    void recordsThatNameNoUserIdLeadByTheSessionsNameToThePortalAndToHisOtherAccounts() {
        from("192.0.2.10");
        String janes = session(OTHER, THERE, "jane@example.com", "ASIAJANEJANEJANEJAN1");
        recordAt("2024-07-20T10:00:00Z", janes, "s3", "ListBuckets", "null", "null");
        String ordinary = call(janes, "s3", "ListBuckets", "null", "null");
        from("203.0.113.66");
        String first = drops(session(HOME, ADMIN, "jane@example.com", "ASIAJANEJANEJANEJAN2"));
        String asked = namedInPortal("jane@example.com");
        String came = saml(OTHER, THERE, "jane@example.com", "ASIAJANEJANEJANEJAN3");
        String there = drops(session(OTHER, THERE, "jane@example.com", "ASIAJANEJANEJANEJAN3"));
        from("192.0.2.11");
        String bobAsked = namedInPortal("bob@example.com");
        String bobDid = drops(session(OTHER, THERE, "bob@example.com", "ASIABOBBOBBOBBOBBOB1"));
        String namesake = drops(user("jane@example.com", "AKIAJANEJANEJANEJAN9"));
        String inAnotherRole = drops(session(OTHER, "deploy", "jane@example.com", "ASIADEPLOYDEPLOYDEP1"));
        Case found = investigate("arn:aws:sts::" + HOME + ":assumed-role/" + ADMIN + "/jane@example.com");
        assertThat(found.findings())
                .contains(first, asked, came, there)
                .doesNotContain(bobAsked, bobDid, ordinary, namesake, inAnotherRole);
        assertThat(found.principals())
                .contains("jane@example.com", "arn:aws:sts::" + OTHER + ":assumed-role/" + THERE + "/jane@example.com")
                .doesNotContain("bob@example.com");
    }

    @Test
    void thePortalsCallThatHandedOutTheStolenSessionIsHisToo() {
        String colleague = namedInPortal("bob@example.com");
        String before = namedInPortal("jane@example.com");
        from("203.0.113.66");
        String handedOut = namedInPortal("jane@example.com");
        String session = session(HOME, ADMIN, "jane@example.com", "ASIAJANEJANEJANEJAN2");
        drops(session.replace(
                "'sessionContext':{",
                "'sessionContext':{'attributes':{'creationDate':'2024-08-02T08:02:01Z','mfaAuthenticated':'false'},"));
        assertThat(investigate("arn:aws:sts::" + HOME + ":assumed-role/" + ADMIN + "/jane@example.com")
                        .findings())
                .contains(handedOut)
                .doesNotContain(before, colleague);
    }

    private String namedInPortal(String name) {
        return record(
                "{'type':'Unknown','principalId':'" + CENTRE + "','accountId':'" + CENTRE + "','userName':'" + name
                        + "'}",
                "sso",
                "GetRoleCredentials",
                "null",
                "null",
                ",'serviceEventDetails':{'role_name':'Admin','account_id':'" + OTHER + "'}");
    }

    @Test
    void userWhomHeMadeAndLetInIsHisInEveryAccount() {
        attack(
                "identitystore",
                "CreateUser",
                "{'identityStoreId':'d-976710cc5d','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'}",
                "{'userId':'" + EVIL + "','identityStoreId':'d-976710cc5d'}");
        attack(
                "sso",
                "CreateAccountAssignment",
                "{'instanceArn':'arn:aws:sso:::instance/ssoins-1','targetId':'" + OTHER
                        + "','targetType':'AWS_ACCOUNT','permissionSetArn':'arn:aws:sso:::permissionSet/ssoins-1/ps-1','principalType':'USER','principalId':'"
                        + EVIL + "'}",
                "{'accountAssignmentCreationStatus':{'status':'IN_PROGRESS'}}");
        String asked = portal(EVIL, "Federate", OTHER);
        String there = drops(sso(OTHER, THERE, "support", EVIL, "ASIAEVILEVILEVILEVI1"));
        String bobDid = drops(sso(OTHER, THERE, "bob@example.com", BOB, "ASIABOBBOBBOBBOBBOB1"));
        Case found = investigate();
        assertThat(found.findings()).contains(asked, there).doesNotContain(bobDid);
        assertThat(found.principals()).contains(EVIL);
    }

    /** The sessions' records name no user id; the call that makes the user tells the name that they bear. */
    @Test
    void userWhomHeMadeIsKnownByHisNameWhereSessionsTellNoId() {
        attack(
                "sso-directory",
                "CreateUser",
                "{'identityStoreId':'d-976710cc5d','userName':'audit.bot@example.com'}",
                "{'user':{'userId':'" + EVIL + "','userName':'audit.bot@example.com'}}");
        String came = saml(OTHER, THERE, "audit.bot@example.com", "ASIAEVILEVILEVILEVI1");
        String there = drops(session(OTHER, THERE, "audit.bot@example.com", "ASIAEVILEVILEVILEVI1"));
        String elsewhere = drops(session(CENTRE, ADMIN, "audit.bot@example.com", "ASIAEVILEVILEVILEVI2"));
        from("192.0.2.11");
        String bobDid = drops(session(OTHER, THERE, "bob@example.com", "ASIABOBBOBBOBBOBBOB1"));
        String namesake = drops(user("audit.bot@example.com", "AKIAAUDITAUDITAUDIT1"));
        String inAnotherRole = drops(session(OTHER, "deploy", "audit.bot@example.com", "ASIADEPLOYDEPLOYDEP1"));
        assertThat(investigate().findings())
                .contains(came, there, elsewhere)
                .doesNotContain(bobDid, namesake, inAnotherRole);
    }

    /** The call that makes him withholds his name; he writes it himself when he signs in. */
    @Test
    void hisSignInTellsTheNameThatHisSessionsBear() {
        attack(
                "identitystore",
                "CreateUser",
                "{'userName':'HIDDEN_DUE_TO_SECURITY_REASONS'}",
                "{'userId':'" + EVIL + "'}");
        signsIn(EVIL, "support@example.com");
        String there = drops(session(OTHER, THERE, "support@example.com", "ASIAEVILEVILEVILEVI1"));
        String withheld = drops(session(OTHER, THERE, "HIDDEN_DUE_TO_SECURITY_REASONS", "ASIANOBODYNOBODYNOB1"));
        signsIn(BOB, "bob@example.com");
        String bobDid = drops(session(OTHER, THERE, "bob@example.com", "ASIABOBBOBBOBBOBBOB1"));
        assertThat(investigate().findings()).contains(there).doesNotContain(bobDid, withheld);
    }

    @Test
    void colleagueWhosePasswordHeSetKeepsHerOrdinaryWorkUnderHerName() {
        from("192.0.2.10");
        String janes = session(OTHER, THERE, "jane@example.com", "ASIAJANEJANEJANEJAN1");
        recordAt("2024-07-20T10:00:00Z", janes, "s3", "ListBuckets", "null", "null");
        attack("sso-directory", "UpdatePassword", "{'userId':'" + JANE + "','passwordMode':'OTP'}", "null");
        String ordinary = call(janes, "s3", "ListBuckets", "null", "null");
        from("203.0.113.66");
        signsIn(JANE, "jane@example.com");
        String there = drops(session(OTHER, THERE, "jane@example.com", "ASIAJANEJANEJANEJAN3"));
        assertThat(investigate().findings()).contains(there).doesNotContain(ordinary);
    }

    private void signsIn(String user, String name) {
        record(
                "{'type':'IdentityCenterUser','accountId':'" + CENTRE + "'," + onBehalfOf(user) + "}",
                "signin",
                "UserAuthentication",
                "null",
                "null",
                ",'additionalEventData':{'AuthWorkflowID':'1','CredentialType':'EXTERNAL_IDP','UserName':'" + name
                        + "'},'serviceEventDetails':{'UserAuthentication':'Success'}");
    }

    @Test
    void colleagueWhomHeLetIntoAnAccountKeepsHerOrdinaryWorkAndHerOtherAccounts() {
        from("192.0.2.10");
        String janes = sso(OTHER, "AWSReservedSSO_Read_2222976e43c75fc5", "jane@example.com", JANE, "ASIAJANE1");
        recordAt("2024-07-20T10:00:00Z", janes, "s3", "ListBuckets", "null", "null");
        attack(
                "sso",
                "CreateAccountAssignment",
                "{'targetId':'" + OTHER + "','principalType':'USER','principalId':'" + JANE + "'}",
                "{'accountAssignmentCreationStatus':{'status':'IN_PROGRESS'}}");
        String ordinary = call(janes, "s3", "ListBuckets", "null", "null");
        String elsewhere = drops(sso(HOME, ADMIN, "jane@example.com", JANE, "ASIAJANE2"));
        from("198.51.100.7");
        String there = drops(sso(OTHER, THERE, "jane@example.com", JANE, "ASIAJANE3"));
        Case found = investigate();
        assertThat(found.findings()).contains(there).doesNotContain(ordinary, elsewhere);
    }

    /** He chose the user's name: a role called like it is somebody else's. */
    @Test
    void aRoleOrUserCalledLikeHisUserIsNobodysOfHis() {
        attack("identitystore", "CreateUser", "{'identityStoreId':'d-976710cc5d'}", "{'userId':'" + EVIL + "'}");
        String came = saml(OTHER, THERE, "deploy", "ASIAEVILEVILEVILEVI1");
        String his = drops(sso(OTHER, THERE, "deploy", EVIL, "ASIAEVILEVILEVILEVI1"));
        from("192.0.2.12");
        String pipeline = drops(session(HOME, "deploy", "ci-42", "ASIADEPLOYDEPLOYDEP1"));
        String person = drops(user("deploy", "AKIADEPLOYDEPLOYDEP1"));
        Case found = investigate();
        assertThat(found.findings()).contains(came, his).doesNotContain(pipeline, person);
    }

    @Test
    void whoIsLetIntoTwoAccountsIsHisInBoth() {
        for (String account : List.of(OTHER, CENTRE)) {
            attack(
                    "sso",
                    "CreateAccountAssignment",
                    "{'targetId':'" + account + "','principalType':'USER','principalId':'" + JANE + "'}",
                    "{'accountAssignmentCreationStatus':{'status':'IN_PROGRESS'}}");
        }
        String there = drops(sso(OTHER, THERE, "jane@example.com", JANE, "ASIAJANE1"));
        String inTheOther = drops(sso(CENTRE, THERE, "jane@example.com", JANE, "ASIAJANE2"));
        String home = drops(sso(HOME, ADMIN, "jane@example.com", JANE, "ASIAJANE3"));
        assertThat(investigate().findings()).contains(there, inTheOther).doesNotContain(home);
    }

    /** A user's id tells no account: the portal lets him into all that he may enter. */
    @Test
    void hisAccountsAreAny() {
        Principal jane =
                new Principal(JANE, null, IdentityCenter.TYPE, "given", "high", List.of(), 1, true, false, null, null);
        assertThat(PrincipalList.accounts(
                        Bench.scope("x", HOME, List.of(JANE), Instant.parse("2024-08-01T00:00:00Z")), List.of(jane)))
                .isEmpty();
    }

    @Test
    void groupAndPermissionSetAreNamedAndAccuseNobody() {
        attack(
                "sso",
                "CreateAccountAssignment",
                "{'targetId':'" + OTHER
                        + "','principalType':'GROUP','principalId':'34887428-4081-7042-c3c6-928d413009e7'}",
                "{'accountAssignmentCreationStatus':{'status':'IN_PROGRESS'}}");
        attack(
                "sso",
                "AttachManagedPolicyToPermissionSet",
                "{'permissionSetArn':'arn:aws:sso:::permissionSet/ssoins-1/ps-1','managedPolicyArn':'arn:aws:iam::aws:policy/AdministratorAccess'}",
                "null");
        String bobDid = drops(sso(OTHER, THERE, "bob@example.com", BOB, "ASIABOBBOBBOBBOBBOB1"));
        Case found = investigate();
        assertThat(found.findings()).doesNotContain(bobDid);
        assertThat(found.leftOut())
                .contains("34887428-4081-7042-c3c6-928d413009e7", "arn:aws:sso:::permissionSet/ssoins-1/ps-1");
    }

    @Test
    void scopeMayNameTheUserByHisId() {
        String did = drops(sso(OTHER, THERE, "jane@example.com", JANE, "ASIAJANE3"));
        String bobDid = drops(sso(OTHER, THERE, "bob@example.com", BOB, "ASIABOBBOBBOBBOBBOB1"));
        assertThat(investigate(JANE).findings()).contains(did).doesNotContain(bobDid);
    }

    /** Another directory may hold a user of a colleague's name. */
    @Test
    void theColleagueWhoseNameHeGaveToHisUserKeepsHerOrdinaryWork() {
        from("192.0.2.10");
        String janes = session(OTHER, THERE, "jane@example.com", "ASIAJANEJANEJANEJAN1");
        recordAt("2024-07-20T10:00:00Z", janes, "s3", "ListBuckets", "null", "null");
        from("203.0.113.66");
        attack(
                "sso-directory",
                "CreateUser",
                "{'identityStoreId':'d-other','userName':'jane@example.com'}",
                "{'userId':'" + EVIL + "','identityStoreId':'d-other'}");
        from("192.0.2.10");
        String ordinary = call(janes, "s3", "ListBuckets", "null", "null");
        assertThat(investigate().findings()).doesNotContain(ordinary);
    }

    @Test
    void whomHeLetIntoOneAccountIsNotHisInOthersOnceSheSignsIn() {
        from("192.0.2.10");
        String janes = session(HOME, ADMIN, "jane@example.com", "ASIAJANEJANEJANEJAN1");
        recordAt("2024-07-20T10:00:00Z", janes, "s3", "ListBuckets", "null", "null");
        attack(
                "sso",
                "CreateAccountAssignment",
                "{'targetId':'" + CENTRE + "','principalType':'USER','principalId':'" + JANE + "'}",
                "{'accountAssignmentCreationStatus':{'status':'IN_PROGRESS'}}");
        from("198.51.100.7");
        signsIn(JANE, "jane@example.com");
        String elsewhere = drops(session(HOME, ADMIN, "jane@example.com", "ASIAJANEJANEJANEJAN2"));
        assertThat(investigate().findings()).doesNotContain(elsewhere);
    }
}
