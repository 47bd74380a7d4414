package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ways that a record tells in other words than the usual ones; beside each somebody innocent. */
class OverlookedWaysTest extends AttackLog {

    private static final String DROP = "{'bucketName':'b'}";
    private static final String SECRETS = "'verb':'list','objectRef':{'resource':'secrets','namespace':'prod'}";
    private static final String STACK = "arn:aws:cloudformation:us-east-1:111122223333:stack/shop/0a0a0a0a";

    @Test
    void aRoleInAPathWhoseTrustHeChangedIsTakenByItsWholeName() {
        attack(
                "iam",
                "UpdateAssumeRolePolicy",
                "{'roleName':'ops','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::999988887777:root\\\"}}]}'}",
                "null");
        String his = taken("ops", "x", "ASIASTRANGERSTRANGE1", "999988887777");
        String anothers = taken("ops", "y", "ASIAOTHEROTHEROTHER2", "888877776666");
        String otherRole = taken("dev", "x", "ASIASTRANGERSTRANGE3", "999988887777");
        assertThat(investigate().findings()).contains(his).doesNotContain(anothers, otherRole);
    }

    @Test
    void whoeverOneOfHisTrustPoliciesNamesTakesTheRoleByIt() {
        for (String account : new String[] {"999988887777", "777766665555"}) {
            attack(
                    "iam",
                    "UpdateAssumeRolePolicy",
                    "{'roleName':'ops','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::"
                            + account + ":root\\\"}}]}'}",
                    "null");
        }
        String first = taken("ops", "x", "ASIASTRANGERSTRANGE1", "999988887777");
        String second = taken("ops", "z", "ASIASTRANGERSTRANGE2", "777766665555");
        String anothers = taken("ops", "y", "ASIAOTHEROTHEROTHER2", "888877776666");
        assertThat(investigate().findings()).contains(first, second).doesNotContain(anothers);
    }

    /** @return what somebody of the account does with the role, which lies in the path of those that services use */
    private String taken(String role, String session, String key, String account) {
        call(
                "{'type':'AWSAccount','principalId':'AIDA" + account + "','accountId':'" + account + "'}",
                "sts",
                "AssumeRole",
                assume(HOME, "service-role/" + role, session),
                issued(HOME, role, session, key));
        return call(
                session(HOME, role, session, key)
                        .replace("arn:aws:iam::" + HOME + ":role/", "arn:aws:iam::" + HOME + ":role/service-role/"),
                "s3",
                "CreateBucket",
                DROP,
                "null");
    }

    @Test
    void aRoleOfHisMakingIsHisWhereTheLogHoldsNoAnswer() {
        attack("iam", "CreateRole", "{'roleName':'backdoor','path':'/service-role/'}", "null");
        String his = call(session(HOME, "backdoor", "x", "ASIABACKBACKBACKBAC1"), "s3", "DeleteBucket", DROP, "null");
        String anothers = call(session(HOME, "door", "x", "ASIADOORDOORDOORDOO2"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(anothers);
        assertThat(found.principals()).contains("arn:aws:iam::111122223333:role/service-role/backdoor");
    }

    @Test
    void whatComesInByAChangeWrittenAsAListOfOperationsIsFollowed() {
        request(
                "evil",
                "'verb':'patch','objectRef':{'resource':'clusterrolebindings','name':'admins'},'requestObject':[{'op':'test','path':'/subjects/0/name','value':'ops'},"
                        + "{'op':'add','path':'/subjects/-','value':{'kind':'User','name':'mole'}}],"
                        + "'responseObject':{'roleRef':{'name':'cluster-admin'},'subjects':[{'kind':'User','name':'ops'},{'kind':'User','name':'mole'}]}");
        request(
                "evil",
                "'verb':'patch','objectRef':{'resource':'configmaps','namespace':'kube-system','name':'aws-auth'},'requestObject':[{'op':'replace','path':'/data/mapUsers',"
                        + "'value':'- userarn: arn:aws:iam::999988887777:user/evil\\n  username: admin'}]");
        String his = request("mole", SECRETS);
        String mapped = request(mapped("admin", "arn:aws:iam::999988887777:user/evil"), SECRETS);
        String before = request("ops", SECRETS);
        assertThat(investigate("evil").findings()).contains(his, mapped).doesNotContain(before);
    }

    @Test
    void whatTheServerHasNotAnsweredNamesNobody() {
        String binding =
                "'verb':'create','objectRef':{'resource':'clusterrolebindings','name':'b'},'requestObject':{'roleRef':{'name':'r'},'subjects':[{'kind':'User','name':'%s'}]}";
        // Of two fields of one name the last one counts.
        request("evil", binding.formatted("unanswered") + ",'stage':'RequestReceived'");
        request("evil", binding.formatted("mole"));
        String unanswered = request("unanswered", SECRETS);
        String his = request("mole", SECRETS);
        assertThat(investigate("evil").findings()).contains(his).doesNotContain(unanswered);
    }

    @Test
    void aStackThatKeepsARoleWorksByItWhereTheCallDoesNotNameIt() {
        attack(
                "cloudformation",
                "CreateStack",
                "{'stackName':'shop','roleARN':'arn:aws:iam::111122223333:role/cfn'}",
                "{'stackId':'" + STACK + "'}");
        String made = byService("2024-08-02T08:20:00Z", "cfn");
        attackAt("2024-08-02T12:00:00Z", "UpdateStack", "{'stackName':'" + STACK + "'}");
        String updated = byService("2024-08-02T12:20:00Z", "cfn");
        attackAt(
                "2024-08-02T16:00:00Z",
                "DeleteStack",
                "{'stackName':'other','roleARN':'arn:aws:iam::111122223333:role/other'}");
        String deleted = byService("2024-08-02T16:20:00Z", "other");
        String somebodys = byService("2024-08-02T20:00:00Z", "cfn");
        String unnamed = byService("2024-08-02T16:30:00Z", "third");
        Case found = investigate();
        assertThat(found.findings()).contains(made, updated, deleted).doesNotContain(somebodys, unnamed);
        assertThat(found.leftOut()).doesNotContain(STACK, "shop", "other");
    }

    @Test
    void aChangeSetWorksByTheRoleThatItWasMadeWith() {
        attack(
                "cloudformation",
                "CreateChangeSet",
                "{'stackName':'shop','changeSetName':'c','roleARN':'arn:aws:iam::111122223333:role/cfn'}",
                "null");
        String notYet = byService("2024-08-02T08:20:00Z", "cfn");
        attackAt("2024-08-02T12:00:00Z", "ExecuteChangeSet", "{'stackName':'shop','changeSetName':'c'}");
        String made = byService("2024-08-02T12:20:00Z", "cfn");
        assertThat(investigate().findings()).contains(made).doesNotContain(notYet);
    }

    @Test
    void aChangeSetThatIsCalledByItsArnWorksByTheRoleThatItWasMadeWith() {
        String changeSet = "arn:aws:cloudformation:us-east-1:111122223333:changeSet/c/1b1b1b1b";
        attack(
                "cloudformation",
                "CreateChangeSet",
                "{'stackName':'shop','changeSetName':'c','roleARN':'" + role("cfn") + "'}",
                "{'id':'" + changeSet + "','stackId':'" + STACK + "'}");
        String notYet = byService("2024-08-02T08:20:00Z", "cfn");
        attackAt("2024-08-02T12:00:00Z", "ExecuteChangeSet", "{'changeSetName':'" + changeSet + "'}");
        String made = byService("2024-08-02T12:20:00Z", "cfn");
        String untold = "arn:aws:cloudformation:us-east-1:111122223333:changeSet/d/2c2c2c2c";
        attackAt("2024-08-02T16:00:00Z", "ExecuteChangeSet", "{'changeSetName':'" + untold + "'}");
        String somebodys = byService("2024-08-02T16:20:00Z", "cfn");
        Case found = investigate();
        assertThat(found.findings()).contains(made).doesNotContain(notYet, somebodys);
        assertThat(found.leftOut()).contains(untold).doesNotContain(changeSet);
    }

    @Test
    void aStackThatIsRolledBackWorksByTheRoleThatTheCallNames() {
        attackAt("2024-08-02T08:00:00Z", "RollbackStack", "{'stackName':'shop','roleARN':'" + role("back") + "'}");
        String back = byService("2024-08-02T08:20:00Z", "back");
        attackAt(
                "2024-08-02T12:00:00Z",
                "ContinueUpdateRollback",
                "{'stackName':'shop','roleARN':'" + role("on") + "'}");
        String on = byService("2024-08-02T12:20:00Z", "on");
        String somebodys = byService("2024-08-02T12:30:00Z", "back");
        assertThat(investigate().findings()).contains(back, on).doesNotContain(somebodys);
    }

    @Test
    void aStackDidNotWorkByTheRoleBeforeItWasGivenIt() {
        attackAt("2024-08-02T10:00:00Z", "UpdateStack", "{'stackName':'shop'}");
        String somebodys = byService("2024-08-02T10:10:00Z", "cfn");
        attackAt("2024-08-02T10:30:00Z", "UpdateStack", "{'stackName':'shop','roleARN':'" + role("cfn") + "'}");
        String his = byService("2024-08-02T10:40:00Z", "cfn");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(somebodys);
        assertThat(found.leftOut()).contains("shop");
    }

    private void attackAt(String time, String name, String request) {
        recordAt(time, MALLORY, "cloudformation", name, request, "null");
    }

    private String byService(String time, String role) {
        return recordAt(
                time,
                session(HOME, role, "AWSCloudFormation", "ASIACFNCFNCFNCFNCFN1")
                        .replaceFirst("\\{", "{'invokedBy':'cloudformation.amazonaws.com',"),
                "s3",
                "DeleteBucket",
                DROP,
                "null");
    }

    @Test
    void whereNoLogTellsByWhoseSessionsItWorksItIsNamedForAPerson() {
        attackAt("2024-08-02T08:00:00Z", "UpdateStack", "{'stackName':'theirs'}");
        attackAt("2024-08-02T08:01:00Z", "CreateStack", "{'stackName':'his'}");
        attackAt(
                "2024-08-02T08:02:00Z",
                "CreateStackSet",
                "{'stackSetName':'wide','permissionModel':'SERVICE_MANAGED'}");
        attackAt(
                "2024-08-02T08:03:00Z",
                "CreateStackInstances",
                "{'stackSetName':'wider','deploymentTargets':{'organizationalUnitIds':['ou-1']}}");
        attack("eks", "CreateAddon", "{'clusterName':'prod','serviceAccountRoleArn':'" + role("addon") + "'}", "null");
        attack(
                "eks",
                "CreateFargateProfile",
                "{'clusterName':'prod','podExecutionRoleArn':'" + role("fargate") + "'}",
                "null");
        attack(
                "cognito-identity",
                "SetIdentityPoolRoles",
                "{'identityPoolId':'p','roles':{'unauthenticated':'" + role("guest") + "'}}",
                "null");
        String guests = call(
                session(HOME, "guest", "CognitoIdentityCredentials", "ASIAGUESTGUESTGUEST1"),
                "s3",
                "CreateBucket",
                DROP,
                "null");
        Case found = investigate();
        assertThat(found.leftOut())
                .contains("theirs", "wide", "wider", role("addon"), role("fargate"), role("guest"))
                .doesNotContain("his");
        assertThat(found.findings()).doesNotContain(guests);
    }

    private static String role(String name) {
        return "arn:aws:iam::" + HOME + ":role/" + name;
    }

    @Test
    void podIdentityWithoutTagsIsFollowedByTheServicesOwnCall() {
        podIdentityWithoutTags("web", "web-1", "ASIAWEBWEBWEBWEBWEB1");
        podIdentityWithoutTags("api", "api-1", "ASIAAPIAPIAPIAPIAPI2");
        String his = byPod("web-1", "ASIAWEBWEBWEBWEBWEB1");
        String anothers = byPod("api-1", "ASIAAPIAPIAPIAPIAPI2");
        assertThat(investigate("system:serviceaccount:prod:web").findings())
                .contains(his)
                .doesNotContain(anothers);
    }

    /** Pod Identity with {@code disableSessionTags}: the request for the role's session says nothing of the pod. */
    private void podIdentityWithoutTags(String account, String pod, String key) {
        String session = "eks-prod-" + pod + "-b81f0fef";
        call(
                service("pods.eks.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "shared", session),
                issued(HOME, "shared", session, key));
        call(
                "{'type':'AssumedRole','principalId':'AROAnode:i-1','arn':'arn:aws:sts::111122223333:assumed-role/node/i-0123456789abcdef0','accountId':'111122223333'}",
                "eks-auth",
                "AssumeRoleForPodIdentity",
                "{'clusterName':'prod','token':'HIDDEN_DUE_TO_SECURITY_REASONS'}",
                "{'subject':{'namespace':'prod','serviceAccount':'" + account + "'},"
                        + issued(HOME, "shared", session, key).substring(1));
    }

    private String byPod(String pod, String key) {
        return call(session(HOME, "shared", "eks-prod-" + pod + "-b81f0fef", key), "s3", "CreateBucket", DROP, "null");
    }
}
