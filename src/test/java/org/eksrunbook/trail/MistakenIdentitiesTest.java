package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who is called like somebody of the attacker's, works beside him or speaks of him, and is not him. */
class MistakenIdentitiesTest extends AttackLog {

    private static final String DROP = "{'bucketName':'b'}";
    private static final String BEFORE = "2024-07-20T10:00:00Z";
    private static final String SECRETS = "'verb':'list','objectRef':{'resource':'secrets','namespace':'prod'}";
    private static final String NAT = "198.51.100.7";

    @Test
    void aRoleThatIsCalledLikeAUserWhosePasswordHeSetIsNotThatUser() {
        attack("iam", "UpdateLoginProfile", "{'userName':'deploy'}", "null");
        String his = inConsole("deploy", "ASIACONSOLECONSOLEC1", "2024-08-02T08:10:00Z");
        String pipeline =
                call(session(HOME, "deploy", "run-7", "ASIARUNRUNRUNRUNRUN1"), "s3", "CreateBucket", DROP, "null");
        String elsewhere = record(
                session(OTHER, "deploy", "jane", "ASIAJANEJANEJANEJAN1"),
                "signin",
                "SwitchRole",
                "null",
                "{'SwitchRole':'Success'}",
                ",'additionalEventData':{'SwitchFrom':'arn:aws:iam::111122223333:user/jane'}");
        String federated = call(
                "{'type':'FederatedUser','principalId':'111122223333:fed','arn':'arn:aws:sts::111122223333:federated-user/fed','accountId':'111122223333',"
                        + "'accessKeyId':'ASIAFEDFEDFEDFEDFED1','sessionContext':{'sessionIssuer':{'type':'IAMUser','principalId':'AIDAdeploy',"
                        + "'arn':'arn:aws:iam::111122223333:user/deploy','accountId':'111122223333','userName':'deploy'}}}",
                "s3",
                "CreateBucket",
                DROP,
                "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(pipeline, elsewhere, federated);
    }

    @Test
    void whatAUserDoesWithAKeyOfHerOwnIsNotDoneWithThePasswordThatHeSet() {
        String alice = user("alice", "AKIAALICEALICEALICE1");
        recordAt(BEFORE, alice, "sts", "GetSessionToken", "null", token("ASIAEARLYEARLYEARLY1"));
        attack("iam", "UpdateLoginProfile", "{'userName':'alice'}", "null");
        String asked = call(alice, "sts", "GetSessionToken", "null", token("ASIAALICEALICEALICE2"));
        String early = call(user("alice", "ASIAEARLYEARLYEARLY1"), "s3", "CreateBucket", DROP, "null");
        String withMfa = call(user("alice", "ASIAALICEALICEALICE2"), "s3", "CreateBucket", DROP, "null");
        // Asked for where the log does not reach: the tool tells.
        String byTool = record(
                user("alice", "ASIAALICEALICEALICE3"),
                "s3",
                "CreateBucket",
                DROP,
                "null",
                ",'userAgent':'aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux'");
        String forHer = call(
                user("alice", "ASIAALICEALICEALICE4")
                        .replaceFirst("\\{", "{'invokedBy':'cloudformation.amazonaws.com',"),
                "s3",
                "CreateBucket",
                DROP,
                "null");
        String before = inConsole("alice", "ASIAOPENOPENOPENOPE1", "2024-08-02T07:30:00Z");
        String his = inConsole("alice", "ASIAHISHISHISHISHIS1", "2024-08-02T08:05:00Z");
        String hisToo = record(
                user("alice", "ASIAHISHISHISHISHIS2"),
                "s3",
                "CreateBucket",
                DROP,
                "null",
                ",'userAgent':'aws-cli/2.17.0 exec-env/CloudShell','sessionCredentialFromConsole':'true'");
        assertThat(investigate().findings())
                .contains(his, hisToo)
                .doesNotContain(asked, early, withMfa, byTool, forHer, before);
    }

    @Test
    void aSessionTokenThatHeAskedForWithSomebodysKeyIsHis() {
        attack(
                "iam",
                "CreateAccessKey",
                "{'userName':'alice'}",
                "{'accessKey':{'accessKeyId':'AKIANEWNEWNEWNEWNEW1','status':'Active','userName':'alice'}}");
        call(user("alice", "AKIANEWNEWNEWNEWNEW1"), "sts", "GetSessionToken", "null", token("ASIAHISHISHISHISHIS1"));
        call(user("alice", "AKIAOLDOLDOLDOLDOLD2"), "sts", "GetSessionToken", "null", token("ASIAHERSHERSHERSHER2"));
        String his = call(user("alice", "ASIAHISHISHISHISHIS1"), "s3", "DeleteBucket", DROP, "null");
        String hers = call(user("alice", "ASIAHERSHERSHERSHER2"), "s3", "CreateBucket", DROP, "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(hers);
    }

    @Test
    void aUserInAPathWhosePasswordHeSetSwitchesRoleForHim() {
        attack("iam", "UpdateLoginProfile", "{'userName':'alice'}", "null");
        record(
                "{'type':'IAMUser','principalId':'AIDAALICEALICEALICE1','arn':'arn:aws:iam::111122223333:user/dev/alice','accountId':'111122223333','userName':'alice'}",
                "signin",
                "ConsoleLogin",
                "null",
                "{'ConsoleLogin':'Success'}",
                "");
        String operator = session(OTHER, "operator", "alice", "ASIASWITCHSWITCHSWI4");
        record(
                operator,
                "signin",
                "SwitchRole",
                "null",
                "{'SwitchRole':'Success'}",
                ",'additionalEventData':{'SwitchFrom':'arn:aws:iam::111122223333:user/dev/alice'}");
        String his = call(operator, "s3", "DeleteBucket", DROP, "null");
        String other =
                call(session(OTHER, "operator", "bob", "ASIABOBBOBBOBBOBBOB5"), "s3", "CreateBucket", DROP, "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(other);
    }

    @Test
    void aConsoleThatHeOpenedStaysHisUnderTheUsersNewName() {
        attack("iam", "UpdateLoginProfile", "{'userName':'alice'}", "null");
        attack("iam", "UpdateUser", "{'userName':'alice','newUserName':'alice2'}", "null");
        String his = inConsole("alice2", "ASIAHISHISHISHISHIS1", "2024-08-02T08:00:30Z");
        String hers = inConsole("alice2", "ASIAHERSHERSHERSHER2", "2024-08-02T07:00:00Z");
        assertThat(investigate().findings()).contains(his).doesNotContain(hers);
    }

    @Test
    void aPasswordThatPerhapsOnlyHasToBeChangedIsFollowedWithLessConfidence() {
        attack("iam", "UpdateLoginProfile", "{'userName':'alice','passwordResetRequired':true}", "null");
        attack("iam", "UpdateLoginProfile", "{'userName':'bob','passwordResetRequired':false}", "null");
        Case found = investigate();
        Principal alice = found.principal("arn:aws:iam::111122223333:user/alice");
        assertThat(alice.confidence()).isEqualTo("medium");
        assertThat(alice.source()).contains("or its change demanded");
        assertThat(found.principal("arn:aws:iam::111122223333:user/bob").confidence())
                .isEqualTo("high");
    }

    @Test
    void anAssociationInOneClusterSaysNothingOfTheServiceAccountOfThatNameInAnother() {
        attack(
                "eks",
                "CreatePodIdentityAssociation",
                "{'clusterName':'prod','namespace':'default','serviceAccount':'default','roleArn':'arn:aws:iam::111122223333:role/admin'}",
                "{'association':{'clusterName':'prod','namespace':'default','serviceAccount':'default','roleArn':'arn:aws:iam::111122223333:role/admin'}}");
        String his = pod("prod", "ASIAPRODPRODPRODPRO1");
        String anothers = pod("staging", "ASIASTAGINGSTAGINGS2");
        assertThat(investigate().findings()).contains(his).doesNotContain(anothers);
    }

    /** @return what a pod of the service account default/default does with the session that Pod Identity got for it */
    private String pod(String cluster, String key) {
        String session = "eks-" + cluster + "-app-1-b81f0fef";
        call(
                service("pods.eks.amazonaws.com"),
                "sts",
                "AssumeRole",
                "{'roleArn':'arn:aws:iam::111122223333:role/admin','roleSessionName':'" + session
                        + "','tags':[{'key':'eks-cluster-name','value':'" + cluster
                        + "'},{'key':'kubernetes-namespace','value':'default'},{'key':'kubernetes-service-account','value':'default'}]}",
                issued(HOME, "admin", session, key));
        return call(session(HOME, "admin", session, key), "s3", "CreateBucket", DROP, "null");
    }

    @Test
    void whatAPodOrNodeAlwaysDidFromTheSharedGatewayItGoesOnDoingWhenTheAttackerComesFromThere() {
        String node = session(HOME, "node", "i-0123456789abcdef0", "ASIANODENODENODENOD1");
        from(NAT);
        recordAt(BEFORE, node, "ecr", "GetAuthorizationToken", "null", "null");
        String key = "{'accessKey':{'accessKeyId':'AKIANEWNEWNEWNEWNEW1','status':'Active','userName':'alice'}}";
        attack("iam", "CreateAccessKey", "{'userName':'alice'}", key);
        call(user("alice", "AKIANEWNEWNEWNEWNEW1"), "s3", "DeleteBucket", DROP, "null");
        String ordinary = call(node, "ecr", "GetAuthorizationToken", "null", "null");
        String unheardOf = call(node, "s3", "ListBuckets", "null", "null");
        from("203.0.113.77");
        String fromElsewhere = call(node, "ecr", "GetAuthorizationToken", "null", "null");
        assertThat(investigate("i-0123456789abcdef0", "arn:aws:iam::111122223333:user/mallory")
                        .findings())
                .contains(unheardOf, fromElsewhere)
                .doesNotContain(ordinary);
    }

    @Test
    void anOldFriendWhoTakesAnOpenedRoleFromTheSharedGatewayAsBeforeIsNotAccused() {
        String policy =
                "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":[\\\"arn:aws:iam::999988887777:root\\\",\\\"arn:aws:iam::888877776666:root\\\"]}}]}";
        String friend = "{'type':'AWSAccount','principalId':'AIDAFRIENDFRIENDFR01','accountId':'888877776666'}";
        String stranger = "{'type':'AWSAccount','principalId':'AIDASTRANGERSTRANG01','accountId':'999988887777'}";
        from(NAT);
        recordAt(
                BEFORE,
                friend,
                "sts",
                "AssumeRole",
                assume(HOME, "ops", "f"),
                issued(HOME, "ops", "f", "ASIAFRIENDFRIENDFRI0"));
        attack("iam", "UpdateAssumeRolePolicy", "{'roleName':'ops','policyDocument':'" + policy + "'}", "null");
        call(friend, "sts", "AssumeRole", assume(HOME, "ops", "f"), issued(HOME, "ops", "f", "ASIAFRIENDFRIENDFRI1"));
        call(stranger, "sts", "AssumeRole", assume(HOME, "ops", "x"), issued(HOME, "ops", "x", "ASIASTRANGERSTRANGE1"));
        String friends = call(session(HOME, "ops", "f", "ASIAFRIENDFRIENDFRI1"), "s3", "CreateBucket", DROP, "null");
        String his = call(session(HOME, "ops", "x", "ASIASTRANGERSTRANGE1"), "s3", "DeleteBucket", DROP, "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(friends);
    }

    @Test
    void whoTriesWhatASuspectMayDoInTheClusterActsHimself() {
        String review =
                "'verb':'create','objectRef':{'resource':'selfsubjectaccessreviews'},'impersonatedUser':{'username':'system:serviceaccount:prod:web'}";
        String responders = request("responder", review);
        String his = request("system:serviceaccount:prod:web", SECRETS);
        String asAnother = request(
                "system:serviceaccount:prod:web",
                SECRETS + ",'impersonatedUser':{'username':'system:serviceaccount:kube-system:admin'}");
        String admins = request("system:serviceaccount:kube-system:admin", SECRETS);
        Case found = investigate("system:serviceaccount:prod:web");
        assertThat(found.findings()).contains(his, asAnother).doesNotContain(responders, admins);
        assertThat(found.leftOut()).contains("responder");
        assertThat(found.principal("responder").why()).contains("in the cluster", "not the attacker by that alone");
    }

    @Test
    void aPodOfTheSameNameInAnotherNamespaceIsNotTheOneThatHeEntered() {
        request(
                "evil",
                "'verb':'create','objectRef':{'resource':'pods','subresource':'exec','namespace':'prod','name':'redis-0'}");
        String his = request(ofPod("prod"), SECRETS);
        String anothers = request(ofPod("staging"), SECRETS);
        assertThat(investigate("evil").findings()).contains(his).doesNotContain(anothers);
    }

    private static String ofPod(String namespace) {
        return "system:serviceaccount:" + namespace
                + ":redis','extra':{'authentication.kubernetes.io/pod-name':['redis-0']},'uid':'1";
    }

    @Test
    void aSecretHoldsATokenByTheNameThatTheClusterGaveItAndNotByAnyNameWithThatWord() {
        request(
                "evil",
                "'verb':'get','objectRef':{'resource':'secrets','namespace':'prod','name':'deployer-token-x7k2p'}");
        request(
                "evil",
                "'verb':'get','objectRef':{'resource':'secrets','namespace':'prod','name':'web-token-signing'}");
        request(
                "evil",
                "'verb':'get','objectRef':{'resource':'secrets','namespace':'prod','name':'api-token-x7k2p'},'responseObject':{'type':'Opaque'}");
        String used = request("system:serviceaccount:prod:deployer", SECRETS);
        String webs = request("system:serviceaccount:prod:web", SECRETS);
        String apis = request("system:serviceaccount:prod:api", SECRETS);
        Case found = investigate("evil");
        assertThat(found.findings()).contains(used).doesNotContain(webs, apis);
        assertThat(found.leftOut()).contains("system:serviceaccount:prod:web");
    }

    @Test
    void groupsThatHeGaveRightsAreNamedAndNobodyOfThemIsAccused() {
        request(
                "evil",
                "'verb':'create','objectRef':{'resource':'clusterrolebindings','name':'open'},'requestObject':{'roleRef':{'name':'cluster-admin'},"
                        + "'subjects':[{'kind':'Group','name':'system:authenticated'},{'kind':'Group','name':'system:serviceaccounts:prod'}]}");
        String anybodys = request("system:serviceaccount:prod:web", SECRETS);
        Case found = investigate("evil");
        assertThat(found.findings()).doesNotContain(anybodys);
        assertThat(found.leftOut()).contains("system:authenticated", "system:serviceaccounts:prod");
    }

    @Test
    void whoCallsFromAnAddressThatIsHisAloneIsNamedAndNotAccused() {
        from("192.0.2.10");
        recordAt(BEFORE, session(HOME, "bob", "a", "ASIABOBBOBBOBBOBBOB0"), "s3", "ListBuckets", "null", "null");
        String key = "{'accessKey':{'accessKeyId':'%s','status':'Active','userName':'%s'}}";
        attack("iam", "CreateAccessKey", "{'userName':'alice'}", key.formatted("AKIANEWNEWNEWNEWNEW1", "alice"));
        attack("iam", "UpdateLoginProfile", "{'userName':'bob'}", "null");
        call(user("alice", "AKIANEWNEWNEWNEWNEW1"), "s3", "DeleteBucket", DROP, "null");
        String atWork = call(session(HOME, "bob", "b", "ASIABOBBOBBOBBOBBOB1"), "s3", "CreateBucket", DROP, "null");
        from(NAT);
        String beside = call(session(HOME, "bob", "c", "ASIABOBBOBBOBBOBBOB2"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate();
        String session = "arn:aws:sts::111122223333:assumed-role/bob/c";
        assertThat(found.findings()).doesNotContain(atWork, beside);
        assertThat(found.leftOut()).contains(session).doesNotContain("arn:aws:sts::111122223333:assumed-role/bob/b");
        assertThat(found.principal(session).why()).contains(NAT, "a hint and no proof");
    }

    /** A call that the console makes in a session that began then. */
    private String inConsole(String user, String key, String began) {
        return recordAt(
                "2024-08-02T08:%02d:00Z".formatted(30 + records.size()),
                user(user, key)
                        .replaceFirst("\\}$", ",'sessionContext':{'attributes':{'creationDate':'" + began + "'}}}"),
                "s3",
                "CreateBucket",
                DROP,
                "null",
                ",'userAgent':'Mozilla/5.0','sessionCredentialFromConsole':'true'");
    }

    private static String token(String key) {
        return "{'credentials':{'accessKeyId':'" + key + "'}}";
    }
}
