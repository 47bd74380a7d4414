package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Credentials that the attacker had without a call of his that handed them out: sessions that were alive when he came, and what lay beside them. */
class StolenBesideTest extends AttackLog {

    private static final String DROP = "{'bucketName':'b'}";
    private static final String SHORTLY_BEFORE = "2024-07-31T22:00:00Z";
    private static final String TWELVE_HOURS = "'durationSeconds':43200,";

    @Test
    void aPodsSessionThatBeganBeforeTheCompromiseIsHisAfterIt() {
        String living = podSession("web-1", "ASIAPODPODPODPODPOD1", SHORTLY_BEFORE);
        String dead = podSession("web-0", "ASIAPODPODPODPODPOD0", "2024-07-30T08:00:00Z");
        String others = call(
                session(HOME, "pod-role", "eks-prod-api-1", "ASIAAPIAPIAPIAPIAPI2"),
                "s3",
                "CreateBucket",
                DROP,
                "null");
        String his = call(living, "s3", "DeleteBucket", DROP, "null");
        Case found = investigate("system:serviceaccount:prod:web");
        assertThat(found.findings()).contains(his).doesNotContain(others);
        assertThat(found.principals())
                .contains("arn:aws:sts::111122223333:assumed-role/pod-role/eks-prod-web-1")
                .doesNotContain("arn:aws:sts::111122223333:assumed-role/pod-role/eks-prod-web-0");
        assertThat(dead).isNotEmpty();
    }

    @Test
    void aSessionTakenBeforeTheTimeThatWasToldIsHisWhereHeUsesItAndItsOwnersIsNot() {
        String mallorysAtWork =
                "{'durationSeconds':43200,'roleArn':'arn:aws:iam::111122223333:role/ops','roleSessionName':'x'}";
        recordAt(
                SHORTLY_BEFORE,
                MALLORY,
                "sts",
                "AssumeRole",
                mallorysAtWork,
                issued(HOME, "ops", "x", "ASIAEARLYEARLYEARLY1"));
        recordAt(
                SHORTLY_BEFORE,
                MALLORY,
                "sts",
                "AssumeRole",
                mallorysAtWork,
                issued(HOME, "ops", "x", "ASIAOWNEROWNEROWNER2"));
        attack("s3", "ListBuckets", "null", "null");
        from("198.51.100.7");
        String his = call(session(HOME, "ops", "x", "ASIAEARLYEARLYEARLY1"), "s3", "DeleteBucket", DROP, "null");
        from("203.0.113.9");
        String owners = call(session(HOME, "ops", "x", "ASIAOWNEROWNEROWNER2"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(owners);
        assertThat(found.principals()).contains("ASIAEARLYEARLYEARLY1").doesNotContain("ASIAOWNEROWNEROWNER2");
        assertThat(found.leftOut()).contains("ASIAOWNEROWNEROWNER2");
    }

    @Test
    void whoTookTheStolenSessionIsHisWhereHisCredentialsAreUsedFromTheSameAddress() {
        String anna = user("anna", "AKIAANNAANNAANNAAN01");
        String dev = session(HOME, "dev", "anna", "ASIADEVDEVDEVDEVDEV1");
        from("192.0.2.10");
        recordAt("2024-07-20T10:00:00Z", anna, "s3", "ListBuckets", "null", "null");
        recordAt("2024-07-20T10:00:00Z", dev, "s3", "ListBuckets", "null", "null");
        recordAt(
                SHORTLY_BEFORE,
                anna,
                "sts",
                "AssumeRole",
                "{" + TWELVE_HOURS + "'roleArn':'arn:aws:iam::111122223333:role/dev','roleSessionName':'anna'}",
                issued(HOME, "dev", "anna", "ASIADEVDEVDEVDEVDEV1"));
        String usual = call(anna, "s3", "CreateBucket", DROP, "null");
        from("198.51.100.66");
        call(dev, "iam", "ListUsers", "null", "null");
        String taken = call(
                anna,
                "sts",
                "AssumeRole",
                assume(HOME, "prod", "anna"),
                issued(HOME, "prod", "anna", "ASIAPRODPRODPRODPRO1"));
        String his = call(session(HOME, "prod", "anna", "ASIAPRODPRODPRODPRO1"), "s3", "DeleteBucket", DROP, "null");
        Case found = investigate("arn:aws:sts::111122223333:assumed-role/dev/anna");
        assertThat(found.findings()).contains(taken, his).doesNotContain(usual);
        assertThat(found.principals()).contains("arn:aws:iam::111122223333:user/anna");
    }

    @Test
    void aTaskThatBeganAfterTheCompromiseIsKnownFromWhereItCallsBesides() {
        attack(
                "ecs",
                "ExecuteCommand",
                "{'cluster':'c','task':'t1'}",
                "{'taskArn':'arn:aws:ecs:us-east-1:111122223333:task/c/t1'}");
        String task = session(HOME, "app", "t1", "ASIATASKTASKTASKTAS1");
        from("10.0.4.17");
        String own = call(task, "s3", "CreateBucket", DROP, "null");
        from("198.51.100.7");
        String stolen = call(task, "s3", "DeleteBucket", DROP, "null");
        assertThat(investigate().findings()).contains(stolen).doesNotContain(own);
    }

    @Test
    void whereANodeThatTheScopeNamesWasNeverHeardBeforeTellsAnAddressOfHis() {
        String node = session(HOME, "bastion", "i-0123456789abcdef0", "ASIANODENODENODENOD1");
        String beside = session(HOME, "admin", "i-0fedcba9876543210", "ASIABESIDEBESIDEBES2");
        from("10.0.4.17");
        recordAt("2024-07-20T10:00:00Z", node, "ec2", "DescribeInstances", "null", "null");
        from("10.0.4.18");
        recordAt("2024-07-20T10:00:00Z", beside, "ec2", "DescribeInstances", "null", "null");
        from("198.51.100.66");
        call(node, "ssm", "SendCommand", "{'instanceIds':['i-0fedcba9876543210']}", "{'command':{'commandId':'c'}}");
        String stolen = call(beside, "iam", "CreateUser", "{'userName':'u'}", "null");
        from("10.0.4.18");
        String own = call(beside, "ec2", "DescribeInstances", "null", "null");
        assertThat(investigate("i-0123456789abcdef0").findings())
                .contains(stolen)
                .doesNotContain(own);
    }

    @Test
    void fromWhereAFunctionOfHisCallsOthersCallTooAndAreNotHisByThat() {
        String node = session(HOME, "node", "i-0123456789abcdef0", "ASIANODENODENODENOD1");
        from("10.0.4.17");
        recordAt("2024-07-20T10:00:00Z", node, "s3", "ListBuckets", "null", "null");
        attack(
                "lambda",
                "UpdateFunctionCode20150331v2",
                "{'functionName':'fn'}",
                "{'functionName':'fn','role':'arn:aws:iam::111122223333:role/fn'}");
        String his = call(session(HOME, "fn", "fn", "ASIAFNFNFNFNFNFNFNF1"), "s3", "DeleteBucket", DROP, "null");
        String usual = call(node, "s3", "ListBuckets", "null", "null");
        assertThat(investigate("i-0123456789abcdef0", "arn:aws:iam::111122223333:user/mallory")
                        .findings())
                .contains(his)
                .doesNotContain(usual);
    }

    @Test
    void whatARoleDidElsewhereIsNoOrdinaryWorkOfThePodThatTakesItNow() {
        String pod = podSession("web-1", "ASIAPODPODPODPODPOD1", SHORTLY_BEFORE);
        String secret = "{'secretId':'s'}";
        from("10.0.5.33");
        String billing = session(HOME, "billing", "b", "ASIABILLBILLBILLBIL2");
        recordAt("2024-07-20T10:00:00Z", billing, "secretsmanager", "GetSecretValue", secret, "null");
        from("10.0.4.20");
        recordAt("2024-07-31T22:30:00Z", pod, "s3", "ListBuckets", "null", "null");
        String usual = call(pod, "s3", "ListBuckets", "null", "null");
        call(
                pod,
                "sts",
                "AssumeRole",
                assume(HOME, "billing", "w"),
                issued(HOME, "billing", "w", "ASIAWEBWEBWEBWEBWEB3"));
        String his = call(
                session(HOME, "billing", "w", "ASIAWEBWEBWEBWEBWEB3"),
                "secretsmanager",
                "GetSecretValue",
                secret,
                "null");
        assertThat(investigate("system:serviceaccount:prod:web").findings())
                .contains(his)
                .doesNotContain(usual);
    }

    @Test
    void whatAPodReadsByARoleThatIsNewToItIsItsOwnWorkWhereThePodWorksAlone() {
        String pod = podSession("web-1", "ASIAPODPODPODPODPOD1", SHORTLY_BEFORE);
        String secret = "{'secretId':'s'}";
        from("10.0.4.20");
        recordAt("2024-07-31T22:30:00Z", pod, "secretsmanager", "GetSecretValue", secret, "null");
        String own = readBy("v", pod, "ASIAOWNOWNOWNOWNOWN2", secret);
        from("203.0.113.9");
        String his = readBy("w", pod, "ASIAWEBWEBWEBWEBWEB3", secret);
        assertThat(investigate("system:serviceaccount:prod:web").findings())
                .contains(his)
                .doesNotContain(own);
    }

    private String readBy(String name, String taker, String key, String secret) {
        call(taker, "sts", "AssumeRole", assume(HOME, "billing", name), issued(HOME, "billing", name, key));
        return call(session(HOME, "billing", name, key), "secretsmanager", "GetSecretValue", secret, "null");
    }

    @Test
    void aSessionThatTheOwnerTakesAsEveryDayIsHisOnlyWhereTheAttackerUsesIt() {
        String alice = user("alice", "AKIAALICEALICEALICE1");
        from("192.0.2.10");
        recordAt("2024-07-20T10:00:00Z", alice, "sts", "AssumeRole", assume(HOME, "deploy", "alice"), "null");
        recordAt("2024-07-31T10:00:00Z", alice, "sts", "AssumeRole", assume(HOME, "deploy", "alice"), "null");
        String usual = deploys(alice, "ASIAOWNOWNOWNOWNOWN1");
        String deploy = session(HOME, "deploy", "alice", "ASIAOWNOWNOWNOWNOWN1");
        from("198.51.100.66");
        call(alice, "iam", "ListUsers", "null", "null");
        String stolen = call(deploy, "secretsmanager", "GetSecretValue", "{'secretId':'s'}", "null");
        from("192.0.2.10");
        String hers = call(deploy, "s3", "CreateBucket", DROP, "null");
        Case found = investigate("AKIAALICEALICEALICE1");
        assertThat(found.findings()).contains(stolen).doesNotContain(usual, hers);
        assertThat(found.principals()).contains("ASIAOWNOWNOWNOWNOWN1");
        from("198.51.100.66");
        deploys(alice, "ASIAHISHISHISHISHIS2");
        String his = call(session(HOME, "deploy", "alice", "ASIAHISHISHISHISHIS2"), "s3", "DeleteBucket", DROP, "null");
        from("192.0.2.10");
        String hersToo = call(deploy, "s3", "CreateBucket", DROP, "null");
        assertThat(investigate("AKIAALICEALICEALICE1").findings())
                .as("where he takes the role under the same name too")
                .contains(stolen, his)
                .doesNotContain(usual, hers, hersToo);
    }

    private String deploys(String who, String key) {
        return call(who, "sts", "AssumeRole", assume(HOME, "deploy", "alice"), issued(HOME, "deploy", "alice", key));
    }

    @Test
    void thatAStolenSessionCameInByAPodsTokenDoesNotHideWhatThePodsOfThatAccountAlwaysDid() {
        String web = "system:serviceaccount:prod:web";
        from("10.0.4.20");
        renewed("2024-07-20T10:00:00Z", web, "ASIAEARLYEARLYEARLY0");
        renewed(SHORTLY_BEFORE, web, "ASIASTOLENSTOLENSTO1");
        request(
                "mallory",
                "'verb':'create','objectRef':{'resource':'rolebindings','namespace':'prod','name':'b'},'requestObject':"
                        + "{'subjects':[{'kind':'ServiceAccount','name':'web','namespace':'prod'}],'roleRef':{'kind':'ClusterRole','name':'admin'}}");
        String usual = renewed("2024-08-02T10:00:00Z", web, "ASIAWEBWEBWEBWEBWEB2");
        from("203.0.113.9");
        String elsewhere = renewed("2024-08-02T10:10:00Z", web, "ASIAWEBWEBWEBWEBWEB3");
        assertThat(investigate("ASIASTOLENSTOLENSTO1", "mallory").findings())
                .contains(elsewhere)
                .doesNotContain(usual);
    }

    private String renewed(String time, String account, String key) {
        String provider =
                "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
        return recordAt(
                time,
                "{'type':'WebIdentityUser','principalId':'" + provider + ":sts.amazonaws.com:" + account
                        + "','userName':'" + account + "','identityProvider':'" + provider + "'}",
                "sts",
                "AssumeRoleWithWebIdentity",
                "{" + TWELVE_HOURS + "'roleArn':'arn:aws:iam::111122223333:role/pod-role','roleSessionName':'web'}",
                issued(HOME, "pod-role", "web", key),
                ",'userAgent':'aws-sdk'");
    }

    @Test
    void whereColleaguesCalledFromBeforeNobodysCredentialsAreTakenAwayTo() {
        from("198.51.100.7");
        recordAt("2024-07-20T10:00:00Z", user("anna", "AKIAANNAANNAANNAAN01"), "s3", "ListBuckets", "null", "null");
        attack("iam", "UpdateLoginProfile", "{'userName':'anna','password':'x'}", "null");
        attack(
                "ecs",
                "ExecuteCommand",
                "{'cluster':'c','task':'t1'}",
                "{'taskArn':'arn:aws:ecs:us-east-1:111122223333:task/c/t1'}");
        String task = session(HOME, "app", "t1", "ASIATASKTASKTASKTAS1");
        from("10.0.4.17");
        call(task, "s3", "CreateBucket", DROP, "null");
        from("198.51.100.7");
        String byTheGateway = call(task, "s3", "DeleteBucket", DROP, "null");
        assertThat(investigate().findings()).doesNotContain(byTheGateway);
    }

    private String podSession(String pod, String key, String time) {
        String name = "eks-prod-" + pod;
        recordAt(
                time,
                service("pods.eks.amazonaws.com"),
                "sts",
                "AssumeRole",
                "{" + TWELVE_HOURS + "'roleArn':'arn:aws:iam::111122223333:role/pod-role','roleSessionName':'" + name
                        + "','tags':[{'key':'eks-cluster-name','value':'prod'},{'key':'kubernetes-namespace','value':'prod'},"
                        + "{'key':'kubernetes-service-account','value':'web'},{'key':'kubernetes-pod-name','value':'"
                        + pod + "'}]}",
                issued(HOME, "pod-role", name, key));
        return session(HOME, "pod-role", name, key);
    }
}
