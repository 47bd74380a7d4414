package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The calls by which sessions begin: whose they are, and what they tell of who took them. */
class SessionBeginningsTest extends AttackLog {

    private static final String GITHUB = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    private static final String MAIN = "repo:corp/app:ref:refs/heads/main";
    private static final String DROP = "{'bucketName':'b'}";

    @Test
    void whoComesInByAProviderOfHisOwnActsInThatCallToo() {
        attack(
                "iam",
                "CreateSAMLProvider",
                "{'name':'dr'}",
                "{'sAMLProviderArn':'arn:aws:iam::111122223333:saml-provider/dr'}");
        String his = saml("dr", "ops", "x", "ASIASAMLSAMLSAMLSAM1");
        String hers = saml("corp", "ops", "jane", "ASIASAMLSAMLSAMLSAM2");
        assertThat(investigate().findings()).contains(his).doesNotContain(hers);
    }

    @Test
    void aForeignAccountThatTakesARoleOfHisMakingComesInByIt() {
        attack(
                "iam",
                "CreateRole",
                "{'roleName':'dr'}",
                "{'role':{'roleName':'dr','arn':'arn:aws:iam::111122223333:role/dr'}}");
        String his = call(
                "{'type':'AWSAccount','principalId':'AIDAFOREIGN','accountId':'999988887777'}",
                "sts",
                "AssumeRole",
                assume(HOME, "dr", "x"),
                issued(HOME, "dr", "x", "ASIAFOREIGNFOREIGN01"));
        Case found = investigate();
        assertThat(found.findings()).contains(his);
        assertThat(found.principals()).contains("arn:aws:sts::111122223333:assumed-role/dr/x");
    }

    @Test
    void aSessionOfTheScopeBeganWithItsSignIn() {
        String his = saml("corp", "ops", "x", "ASIASAMLSAMLSAMLSAM1");
        String hers = saml("corp", "ops", "jane", "ASIASAMLSAMLSAMLSAM2");
        assertThat(investigate("arn:aws:sts::111122223333:assumed-role/ops/x").findings())
                .contains(his)
                .doesNotContain(hers);
    }

    @Test
    void aKeyOfTheScopeThatACertificateGotBeganWithTheCertificate() {
        String his = certificate("2024-08-02T08:00:00Z", "plant", "ops", "00ab", "ASIACERTCERTCERTCER1");
        String hers = certificate("2024-08-02T08:01:00Z", "plant", "ops", "00cd", "ASIACERTCERTCERTCER2");
        assertThat(investigate("ASIACERTCERTCERTCER1").findings()).contains(his).doesNotContain(hers);
    }

    @Test
    void trustOpenedToCertificatesLetsInWhoShowsOneAndNotWhoDidBeforeNorOfAnotherAuthority() {
        certificate("2024-07-20T10:00:00Z", "plant", "ops", "00cd", "ASIACERTCERTCERTCER0");
        attack(
                "iam",
                "UpdateAssumeRolePolicy",
                "{'roleName':'ops','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"rolesanywhere.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\",\\\"Condition\\\":{\\\"ArnEquals\\\":{\\\"aws:SourceArn\\\":\\\""
                        + anchor("plant") + "\\\"}}}]}'}",
                "null");
        from("192.0.2.10");
        String shown = certificate("2024-08-02T08:02:00Z", "plant", "ops", "00ab", "ASIACERTCERTCERTCER1");
        String his = call(session(HOME, "ops", "00ab", "ASIACERTCERTCERTCER1"), "s3", "DeleteBucket", DROP, "null");
        String renewed = certificate("2024-08-02T08:04:00Z", "plant", "ops", "00cd", "ASIACERTCERTCERTCER2");
        String hers = call(session(HOME, "ops", "00cd", "ASIACERTCERTCERTCER2"), "s3", "CreateBucket", DROP, "null");
        String other = certificate("2024-08-02T08:06:00Z", "office", "ops", "00ef", "ASIACERTCERTCERTCER3");
        assertThat(investigate().findings()).contains(shown, his).doesNotContain(renewed, hers, other);
    }

    @Test
    void whoComesInAgainUnderTheSameNameFromTheSameAddressIsTheAttackerAgainAndThePodIsNot() {
        from("192.0.2.10");
        web("2024-07-20T10:00:00Z", MAIN, "run-1", "ASIAEARLIEREARLIERE0");
        from("198.51.100.66");
        web("2024-08-02T08:30:00Z", MAIN, "run-2", "ASIARUNRUNRUNRUNRUN1");
        String again = web("2024-08-02T08:31:00Z", MAIN, "run-3", "ASIARUNRUNRUNRUNRUN2");
        String other =
                web("2024-08-02T08:32:00Z", "repo:corp/docs:ref:refs/heads/main", "run-4", "ASIARUNRUNRUNRUNRUN3");
        from("192.0.2.10");
        String usual = web("2024-08-02T08:33:00Z", MAIN, "run-5", "ASIARUNRUNRUNRUNRUN4");
        Case found = investigate("ASIARUNRUNRUNRUNRUN1");
        assertThat(found.findings()).contains(again).doesNotContain(usual, other);
        assertThat(found.principals()).contains("arn:aws:sts::111122223333:assumed-role/ci/run-3");
    }

    @Test
    void anAddressFromWhichTheNameCameInBeforeTellsNobody() {
        from("192.0.2.10");
        web("2024-07-20T10:00:00Z", MAIN, "run-1", "ASIAEARLIEREARLIERE0");
        web("2024-08-02T08:30:00Z", MAIN, "run-2", "ASIARUNRUNRUNRUNRUN1");
        String usual = web("2024-08-02T08:33:00Z", MAIN, "run-3", "ASIARUNRUNRUNRUNRUN4");
        assertThat(investigate("ASIARUNRUNRUNRUNRUN1").findings()).doesNotContain(usual);
    }

    @Test
    void anIdentityOfAPoolIsFollowedToItsNextCredentialsAndOtherGuestsAreNot() {
        from("198.51.100.66");
        String first = guest("us-east-1:his", "ASIAGUESTGUESTGUEST1");
        String next = guest("us-east-1:his", "ASIAGUESTGUESTGUEST2");
        String read = call(
                session(HOME, "guests", "CognitoIdentityCredentials", "ASIAGUESTGUESTGUEST2"),
                "s3",
                "DeleteBucket",
                DROP,
                "null");
        from("192.0.2.10");
        String other = guest("us-east-1:hers", "ASIAGUESTGUESTGUEST3");
        String hers = call(
                session(HOME, "guests", "CognitoIdentityCredentials", "ASIAGUESTGUESTGUEST3"),
                "s3",
                "DeleteBucket",
                DROP,
                "null");
        String elsewhere = guest("us-east-1:his", "ASIAGUESTGUESTGUEST4");
        Case found = investigate("ASIAGUESTGUESTGUEST1");
        assertThat(found.findings()).contains(first, next, read).doesNotContain(other, hers, elsewhere);
        assertThat(found.principals()).contains("ASIAGUESTGUESTGUEST2");
    }

    @Test
    void anIdentityOfAPoolIsTheSameByTheClassicFlowAndOtherGuestsAreNot() {
        from("198.51.100.66");
        guest("us-east-1:his", "ASIAGUESTGUESTGUEST1");
        String next = classicGuest("us-east-1:his", "a", "ASIAGUESTGUESTGUEST2");
        String read = call(session(HOME, "guests", "a", "ASIAGUESTGUESTGUEST2"), "s3", "DeleteBucket", DROP, "null");
        from("192.0.2.10");
        String other = classicGuest("us-east-1:hers", "b", "ASIAGUESTGUESTGUEST3");
        String hers = call(session(HOME, "guests", "b", "ASIAGUESTGUESTGUEST3"), "s3", "DeleteBucket", DROP, "null");
        assertThat(investigate("ASIAGUESTGUESTGUEST1").findings())
                .contains(next, read)
                .doesNotContain(other, hers);
    }

    /** The pool gives a token, and STS a session for it. */
    private String classicGuest(String identity, String name, String key) {
        return call(
                "{'type':'WebIdentityUser','principalId':'cognito-identity.amazonaws.com:us-east-1:pool:" + identity
                        + "','userName':'" + identity + "','identityProvider':'cognito-identity.amazonaws.com'}",
                "sts",
                "AssumeRoleWithWebIdentity",
                assume(HOME, "guests", name),
                issued(HOME, "guests", name, key)
                        .replaceFirst("\\{", "{'subjectFromWebIdentityToken':'" + identity + "',"));
    }

    @Test
    void byItsOwnBeginningASessionGetsNoComparisonWithOthersOfItsRole() {
        String prober = session(HOME, "vendor", "prober-3", "ASIAPROBERPROBERPRO3");
        from("192.0.2.10");
        recordAt(
                "2024-07-20T10:00:00Z",
                prober,
                "sts",
                "AssumeRole",
                assume(OTHER, "shared", "prober-3"),
                issued(OTHER, "shared", "prober-3", "ASIASHAREDSHAREDSHA0"));
        String itsOwn = call(
                "{'type':'AWSAccount','principalId':'AIDAVENDOR','accountId':'999988887777'}",
                "sts",
                "AssumeRole",
                assume(HOME, "vendor", "prober-7"),
                issued(HOME, "vendor", "prober-7", "ASIAPROBERPROBERPRO7"));
        String proof = call(
                session(HOME, "vendor", "prober-7", "ASIAPROBERPROBERPRO7"),
                "sts",
                "AssumeRole",
                assume(OTHER, "shared", "prober-7"),
                issued(OTHER, "shared", "prober-7", "ASIASHAREDSHAREDSHA7"));
        Case found = investigate("arn:aws:sts::" + HOME + ":assumed-role/vendor/prober-7");
        assertThat(found.findings()).contains(itsOwn, proof);
    }

    private String guest(String identity, String key) {
        return call(
                "{'type':'Unknown'}",
                "cognito-identity",
                "GetCredentialsForIdentity",
                "{'identityId':'" + identity + "'}",
                "{'identityId':'" + identity + "','credentials':{'accessKeyId':'" + key + "'}}");
    }

    @Test
    void certificatesThatHeMadeGoodAgainLetInAndTheOthersOfTheirAuthorityDoNot() {
        from("192.0.2.10");
        certificate("2024-07-20T10:00:00Z", "plant", "ops", "00ab", "ASIACERTCERTCERTCER0");
        certificate("2024-07-20T11:00:00Z", "plant", "ops", "00cd", "ASIACERTCERTCERTCER9");
        attack(
                "rolesanywhere",
                "DisableCrl",
                "{'crlId':'c'}",
                "{'crl':{'crlId':'c','trustAnchorArn':'" + anchor("plant") + "'}}");
        from("198.51.100.66");
        String his = certificate("2024-08-02T08:05:00Z", "plant", "backup", "00ab", "ASIACERTCERTCERTCER1");
        String again = certificate("2024-08-02T08:06:00Z", "plant", "ops", "00ab", "ASIACERTCERTCERTCER2");
        from("192.0.2.10");
        String hers = certificate("2024-08-02T08:07:00Z", "plant", "ops", "00cd", "ASIACERTCERTCERTCER3");
        assertThat(investigate().findings()).contains(his, again).doesNotContain(hers);
    }

    @Test
    void whoTookASessionOfTheScopeIsNamedAndNotAccused() {
        String taken = call(
                user("deployer", "AKIADEPLOYERDEPLOYE1"),
                "sts",
                "AssumeRole",
                assume(HOME, "ops", "x"),
                issued(HOME, "ops", "x", "ASIATAKENTAKENTAKEN1"));
        Case found = investigate("arn:aws:sts::111122223333:assumed-role/ops/x");
        assertThat(found.leftOut()).contains("arn:aws:iam::111122223333:user/deployer");
        assertThat(found.findings()).doesNotContain(taken);
    }

    @Test
    void whatAWorkloadRenewsAsBeforeIsItsOwn() {
        from("192.0.2.10");
        web("2024-07-20T10:00:00Z", MAIN, "GitHubActions", "ASIAEARLIEREARLIERE0");
        String usual = web("2024-08-02T08:30:00Z", MAIN, "GitHubActions", "ASIARUNRUNRUNRUNRUN1");
        from("198.51.100.66");
        String elsewhere = web("2024-08-02T08:31:00Z", MAIN, "GitHubActions", "ASIARUNRUNRUNRUNRUN2");
        assertThat(investigate("arn:aws:sts::111122223333:assumed-role/ci/GitHubActions")
                        .findings())
                .contains(elsewhere)
                .doesNotContain(usual);
    }

    @Test
    void anOldFriendIsNotHisThoughTheChangedPolicyLetsHimInAndHisRunnersAddressIsNew() {
        from("192.0.2.10");
        web("2024-07-20T10:00:00Z", MAIN, "GitHubActions", "ASIAEARLIEREARLIERE0");
        attack(
                "iam",
                "UpdateAssumeRolePolicy",
                "{'roleName':'ci','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Federated\\\":\\\""
                        + GITHUB
                        + "\\\"},\\\"Condition\\\":{\\\"StringLike\\\":{\\\"token.actions.githubusercontent.com:sub\\\":[\\\"repo:corp/app:*\\\",\\\"repo:evil/x:*\\\"]}}}]}'}",
                "null");
        from("192.0.2.99");
        String began = web("2024-08-02T08:30:00Z", MAIN, "GitHubActions", "ASIARUNRUNRUNRUNRUN1");
        String built = recordAt(
                "2024-08-02T08:31:00Z",
                session(HOME, "ci", "GitHubActions", "ASIARUNRUNRUNRUNRUN1"),
                "ecr",
                "PutImage",
                "{'repositoryName':'app'}",
                "null");
        from("198.51.100.66");
        String cameIn =
                web("2024-08-02T08:32:00Z", "repo:evil/x:ref:refs/heads/main", "GitHubActions", "ASIAEVILEVILEVILEVI1");
        String dropped = recordAt(
                "2024-08-02T08:33:00Z",
                session(HOME, "ci", "GitHubActions", "ASIAEVILEVILEVILEVI1"),
                "s3",
                "DeleteBucket",
                DROP,
                "null");
        Case found = investigate();
        assertThat(found.findings()).contains(cameIn, dropped).doesNotContain(began, built);
        assertThat(found.leftOut()).contains(GITHUB + ":sts.amazonaws.com:" + MAIN);
    }

    @Test
    void anOldFriendFromElsewhereIsKnownByHisRoleThoughItsSessionsHaveEverNewNames() {
        from("192.0.2.10");
        recordAt(
                "2024-07-20T10:00:00Z",
                vendor("run-1"),
                "sts",
                "AssumeRole",
                assume(HOME, "ops", "v"),
                issued(HOME, "ops", "v", "ASIAVENDOR1"));
        attack(
                "iam",
                "UpdateAssumeRolePolicy",
                "{'roleName':'ops','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":[\\\"999988887777\\\",\\\"555566667777\\\"]},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}'}",
                "null");
        from("192.0.2.77");
        recordAt(
                "2024-08-02T08:30:00Z",
                vendor("run-2"),
                "sts",
                "AssumeRole",
                assume(HOME, "ops", "v"),
                issued(HOME, "ops", "v", "ASIAVENDOR2"));
        String vendors = recordAt(
                "2024-08-02T08:31:00Z", session(HOME, "ops", "v", "ASIAVENDOR2"), "s3", "DeleteBucket", DROP, "null");
        assertThat(investigate().findings()).doesNotContain(vendors);
    }

    private static String vendor(String session) {
        return "{'type':'AWSAccount','principalId':'AROAVENDORVENDORVEND1:" + session + "','accountId':'999988887777'}";
    }

    @Test
    void aSessionThatWasTakenElsewhereIsLookedForThoughTheSharedOneWentOnWithItsWork() {
        String node = session(HOME, "node", "i-0123456789abcdef0", "ASIANODENODENODENOD1");
        from("10.0.4.17");
        recordAt("2024-07-20T10:00:00Z", node, "s3", "ListBuckets", "null", "null");
        call(node, "s3", "ListBuckets", "null", "null");
        from("198.51.100.66");
        call(
                node,
                "sts",
                "AssumeRole",
                assume(OTHER, "backup", "x"),
                issued(OTHER, "backup", "x", "ASIAOTHEROTHEROTHER2"));
        assertThat(investigate("i-0123456789abcdef0").leftOut())
                .doesNotContain("arn:aws:sts::444455556666:assumed-role/backup/x");
    }

    @Test
    void theAccountOfAPodIsHisSinceHeIsInThePodAndNotSinceARequestTold() {
        String user = "system:serviceaccount:prod:web";
        request(
                "evil",
                "'verb':'create','objectRef':{'resource':'pods','subresource':'exec','namespace':'prod','name':'web-1'}");
        String provider = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/AB";
        from("198.51.100.66");
        String taken = recordAt(
                "2024-08-02T09:00:30Z",
                webUser(provider, user),
                "sts",
                "AssumeRoleWithWebIdentity",
                assume(HOME, "web", "botocore-1"),
                issued(HOME, "web", "botocore-1", "ASIAPODPODPODPODPOD1"));
        String read = recordAt(
                "2024-08-02T09:00:40Z",
                session(HOME, "web", "botocore-1", "ASIAPODPODPODPODPOD1"),
                "s3",
                "GetObject",
                DROP,
                "null");
        request(
                user + "','extra':{'authentication.kubernetes.io/pod-name':['web-1']},'uid':'1",
                "'verb':'get','objectRef':{'resource':'configmaps','namespace':'prod','name':'c'}");
        assertThat(investigate("evil").findings()).contains(taken, read);
    }

    private String saml(String provider, String role, String name, String key) {
        return call(
                "{'type':'SAMLUser','principalId':'x=:" + name + "','userName':'" + name + "','identityProvider':'x='}",
                "sts",
                "AssumeRoleWithSAML",
                "{'roleArn':'arn:aws:iam::111122223333:role/" + role
                        + "','principalArn':'arn:aws:iam::111122223333:saml-provider/" + provider + "'}",
                issued(HOME, role, name, key));
    }

    private String web(String time, String subject, String name, String key) {
        return recordAt(
                time,
                webUser(GITHUB, subject),
                "sts",
                "AssumeRoleWithWebIdentity",
                assume(HOME, "ci", name),
                issued(HOME, "ci", name, key));
    }

    private static String webUser(String provider, String subject) {
        return "{'type':'WebIdentityUser','principalId':'" + provider + ":sts.amazonaws.com:" + subject
                + "','userName':'" + subject + "','identityProvider':'" + provider + "'}";
    }
}
