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
