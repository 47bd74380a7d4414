package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whole attacks after a break-in to a cluster, several ways in a row, as CloudTrail tells them; beside each somebody who is innocent. */
class AttackStoriesTest extends AttackLog {

    private static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC";
    private static final String DROP = "{'bucketName':'b'}";

    @Test
    void fromAPodsTokenToAKeyToASecondAccountWhoseOwnLogNamesHimByIdOnly() {
        web("system:serviceaccount:prod:web", "irsa", "botocore-session-1", "ASIAIRSAIRSAIRSAIRS1");
        web("system:serviceaccount:prod:api", "irsa", "botocore-session-2", "ASIAAPIAPIAPIAPIAPI2");
        call(
                session(HOME, "irsa", "botocore-session-1", "ASIAIRSAIRSAIRSAIRS1"),
                "iam",
                "CreateAccessKey",
                "{'userName':'alice'}",
                "{'accessKey':{'accessKeyId':'AKIANEWNEWNEWNEWNEW1','status':'Active','userName':'alice'}}");
        call(
                user("alice", "AKIANEWNEWNEWNEWNEW1"),
                "sts",
                "AssumeRole",
                assume(OTHER, "audit", "x"),
                issued(OTHER, "audit", "x", "ASIAAUDITAUDITAUDIT3"));
        String there = call(
                session(OTHER, "audit", "x", "ASIAAUDITAUDITAUDIT3"),
                "secretsmanager",
                "GetSecretValue",
                "{'secretId':'s'}",
                "null");
        // The log of the third account alone tells of this one, and there the caller is but an id.
        call(
                "{'type':'AWSAccount','principalId':'AROAaudit:x','accountId':'444455556666'}",
                "sts",
                "AssumeRole",
                assume("777766665555", "deep", "y"),
                issued("777766665555", "deep", "y", "ASIADEEPDEEPDEEPDEE4"));
        String deep =
                call(session("777766665555", "deep", "y", "ASIADEEPDEEPDEEPDEE4"), "s3", "DeleteBucket", DROP, "null");
        String innocentPod = call(
                session(HOME, "irsa", "botocore-session-2", "ASIAAPIAPIAPIAPIAPI2"),
                "s3",
                "CreateBucket",
                DROP,
                "null");
        String innocentUser = call(user("alice", "AKIAOLDOLDOLDOLDOLD2"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate("system:serviceaccount:prod:web");
        assertThat(found.findings()).contains(there, deep).doesNotContain(innocentPod, innocentUser);
        assertThat(found.principals())
                .contains(
                        "arn:aws:sts::111122223333:assumed-role/irsa/botocore-session-1",
                        "AKIANEWNEWNEWNEWNEW1",
                        "arn:aws:sts::444455556666:assumed-role/audit/x",
                        "arn:aws:sts::777766665555:assumed-role/deep/y")
                .doesNotContain("arn:aws:sts::111122223333:assumed-role/irsa/botocore-session-2");
    }

    @Test
    void podIdentityGoesToTheTargetRoleAndToNoOtherPodOfTheRole() {
        pod("pod-role", "web", "web-1", "ASIAPODPODPODPODPOD1");
        pod("pod-role", "api", "api-1", "ASIAAPIAPIAPIAPIAPI2");
        call(
                session(HOME, "pod-role", podSession("web-1"), "ASIAPODPODPODPODPOD1"),
                "sts",
                "AssumeRole",
                assume(OTHER, "target", "eks-prod-web-1"),
                issued(OTHER, "target", "eks-prod-web-1", "ASIATARGETTARGETTAR3"));
        String his = call(
                session(OTHER, "target", "eks-prod-web-1", "ASIATARGETTARGETTAR3"), "s3", "DeleteBucket", DROP, "null");
        String api = call(
                session(HOME, "pod-role", podSession("api-1"), "ASIAAPIAPIAPIAPIAPI2"),
                "s3",
                "CreateBucket",
                DROP,
                "null");
        Case found = investigate("system:serviceaccount:prod:web");
        assertThat(found.findings()).contains(his).doesNotContain(api);
        assertThat(found.principals())
                .contains("arn:aws:sts::444455556666:assumed-role/target/eks-prod-web-1")
                .doesNotContain("arn:aws:sts::111122223333:assumed-role/pod-role/" + podSession("api-1"));
    }

    @Test
    void associationThatHeMadeGivesHisPodsTheRole() {
        attack(
                "eks",
                "CreatePodIdentityAssociation",
                "{'clusterName':'prod','namespace':'prod','serviceAccount':'evil','roleArn':'arn:aws:iam::111122223333:role/admin'}",
                "{'association':{'clusterName':'prod','namespace':'prod','serviceAccount':'evil','roleArn':'arn:aws:iam::111122223333:role/admin','associationId':'a-1'}}");
        pod("admin", "evil", "evil-1", "ASIAEVILEVILEVILEVI1");
        String his = call(
                session(HOME, "admin", podSession("evil-1"), "ASIAEVILEVILEVILEVI1"),
                "s3",
                "DeleteBucket",
                DROP,
                "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void nodeRoleFromOutsideIsToldFromTheNodesOwnWork() {
        String node = session(HOME, "node", "i-0123456789abcdef0", "ASIANODENODENODENOD1");
        from("10.0.4.17");
        recordAt("2024-07-20T10:00:00Z", node, "ecr", "GetAuthorizationToken", "null", "null");
        String ordinary = call(node, "ecr", "GetAuthorizationToken", "null", "null");
        from("198.51.100.66");
        String pulled = call(node, "ecr", "GetAuthorizationToken", "null", "null");
        String listed = call(node, "s3", "ListBuckets", "null", "null");
        assertThat(investigate("i-0123456789abcdef0").findings())
                .contains(pulled, listed)
                .doesNotContain(ordinary);
    }

    @Test
    void accessEntryNamesWhomItLetsInAndAccusesNobody() {
        attack(
                "eks",
                "CreateAccessEntry",
                "{'name':'prod','principalArn':'arn:aws:iam::111122223333:role/ops'}",
                "{'accessEntry':{'clusterName':'prod','principalArn':'arn:aws:iam::111122223333:role/ops'}}");
        attack(
                "eks",
                "AssociateAccessPolicy",
                "{'name':'prod','principalArn':'arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fops','policyArn':'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'}",
                "null");
        attack("sts", "AssumeRole", assume(HOME, "ops", "m"), issued(HOME, "ops", "m", "ASIAOPSOPSOPSOPSOPS1"));
        String his = call(session(HOME, "ops", "m", "ASIAOPSOPSOPSOPSOPS1"), "eks", "ListClusters", "null", "null");
        String janes =
                call(session(HOME, "ops", "jane", "ASIAJANEJANEJANEJAN3"), "eks", "ListClusters", "null", "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(janes);
        assertThat(found.leftOut()).contains("arn:aws:iam::111122223333:role/ops");
    }

    @Test
    void whomHeLetsIntoTheClusterAsksForHimThereAndNowhereElse() {
        String bob = "arn:aws:iam::111122223333:user/bob";
        String list = "'verb':'list','objectRef':{'resource':'secrets','namespace':'prod'}";
        String carol = "arn:aws:iam::111122223333:user/carol";
        requestAt("2024-07-20T10:00:00.000000Z", mapped("carol", carol), list);
        for (String user : new String[] {bob, carol}) {
            attack(
                    "eks",
                    "CreateAccessEntry",
                    "{'name':'prod','principalArn':'" + user + "'}",
                    "{'accessEntry':{'clusterName':'prod','principalArn':'" + user + "'}}");
        }
        String his = request(mapped("bob", bob), list);
        String hers = request(mapped("carol", carol), list);
        String inAws = call(user("bob", "AKIABOBBOBBOBBOBBOB1"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(hers, inAws);
        assertThat(found.principals()).contains(bob).doesNotContain(carol);
        assertThat(found.leftOut()).contains(carol);
    }

    @Test
    void whomTheConfigMapOfHisLetsInFromElsewhereAsksForHim() {
        String evil = "arn:aws:iam::999988887777:user/evil";
        String partner = "arn:aws:iam::888877776666:user/partner";
        String jane = "arn:aws:iam::111122223333:user/jane";
        String nodes = "arn:aws:iam::111122223333:role/nodes";
        String list = "'verb':'list','objectRef':{'resource':'secrets','namespace':'prod'}";
        requestAt("2024-07-20T10:00:00.000000Z", mapped("partner", partner), list);
        request(
                "evil",
                "'verb':'patch','objectRef':{'resource':'configmaps','namespace':'kube-system','name':'aws-auth'},'requestObject':{'data':{'mapUsers':'- userarn: "
                        + evil + "\\n  username: admin\\n- userarn: " + partner + "\\n  username: partner\\n- userarn: "
                        + jane + "\\n  username: jane\\n','mapRoles':'- groups:\\n  - system:nodes\\n  rolearn: "
                        + nodes
                        + "\\n  username: system:node:{{EC2PrivateDNSName}}'}}");
        String his = request(mapped("admin", evil), list);
        String partners = request(mapped("partner", partner), list);
        String janes = request(mapped("jane", jane), list);
        Case found = investigate("evil");
        assertThat(found.findings()).contains(his).doesNotContain(partners, janes);
        // Of the own account only a person can tell who was in it before.
        assertThat(found.leftOut()).contains(partner, jane, nodes);
    }

    @Test
    void samlProviderOfHisOwnLetsHimInAndOneThatHeChangedIsNamed() {
        String own = "arn:aws:iam::111122223333:saml-provider/evil";
        String companys = "arn:aws:iam::111122223333:saml-provider/adfs";
        attack("iam", "CreateSAMLProvider", "{'name':'evil'}", "{'sAMLProviderArn':'" + own + "'}");
        attack("iam", "UpdateSAMLProvider", "{'sAMLProviderArn':'" + companys + "'}", "null");
        saml(own, "deploy", "eve", "ASIASAMLSAMLSAMLSAM1");
        saml(companys, "deploy", "jane", "ASIAJANEJANEJANEJAN3");
        String his = record(
                session(HOME, "deploy", "eve", "ASIASAMLSAMLSAMLSAM1"),
                "signin",
                "ConsoleLogin",
                "null",
                "{'ConsoleLogin':'Success'}",
                ",'additionalEventData':{'MFAUsed':'No','SamlProviderArn':'" + own + "'}");
        String janes =
                call(session(HOME, "deploy", "jane", "ASIAJANEJANEJANEJAN3"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(janes);
        assertThat(found.leftOut()).contains(companys);
    }

    @Test
    void aRoleThatHeOpensToASamlProviderIsHisByThatProvider() {
        String companys = "arn:aws:iam::111122223333:saml-provider/adfs";
        String policy = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"" + companys + "\"}}]}";
        attack(
                "iam",
                "UpdateAssumeRolePolicy",
                "{'roleName':'ops','policyDocument':'" + policy.replace("\"", "\\\"") + "'}",
                "null");
        saml(companys, "ops", "mallory", "ASIASAMLSAMLSAMLSAM2");
        saml("arn:aws:iam::111122223333:saml-provider/other", "ops", "jane", "ASIAJANEJANEJANEJAN4");
        String his =
                call(session(HOME, "ops", "mallory", "ASIASAMLSAMLSAMLSAM2"), "eks", "ListClusters", "null", "null");
        String janes =
                call(session(HOME, "ops", "jane", "ASIAJANEJANEJANEJAN4"), "eks", "ListClusters", "null", "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(janes);
    }

    @Test
    void rolePassedToAFunctionAndToAnInstanceActsForHimUnderTheirNamesAlone() {
        attack(
                "lambda",
                "CreateFunction20150331",
                "{'functionName':'evil','role':'arn:aws:iam::111122223333:role/fn'}",
                "{'functionName':'evil','role':'arn:aws:iam::111122223333:role/fn'}");
        attack(
                "ec2",
                "RunInstances",
                "{'instancesSet':{'items':[{'imageId':'ami-1'}]},'iamInstanceProfile':{'name':'node'}}",
                "{'instancesSet':{'items':[{'instanceId':'i-0aaaaaaaaaaaaaaa1'}]}}");
        String function = call(session(HOME, "fn", "evil", "ASIAFNFNFNFNFNFNFNF1"), "s3", "DeleteBucket", DROP, "null");
        String instance = call(
                session(HOME, "node", "i-0aaaaaaaaaaaaaaa1", "ASIAINSTINSTINSTINS2"),
                "s3",
                "DeleteBucket",
                DROP,
                "null");
        String otherFunction =
                call(session(HOME, "fn", "billing", "ASIABILLBILLBILLBIL3"), "s3", "CreateBucket", DROP, "null");
        String otherInstance = call(
                session(HOME, "node", "i-0bbbbbbbbbbbbbbb2", "ASIAOTHEROTHEROTHER4"),
                "s3",
                "CreateBucket",
                DROP,
                "null");
        assertThat(investigate().findings()).contains(function, instance).doesNotContain(otherFunction, otherInstance);
    }

    @Test
    void userThatAServiceMadeOnHisBehalfIsHis() {
        String behalf = MALLORY.replace("}", ",'invokedBy':'cloudformation.amazonaws.com'}");
        attack(
                "cloudformation",
                "CreateStack",
                "{'stackName':'s'}",
                "{'stackId':'arn:aws:cloudformation:us-east-1:111122223333:stack/s/1'}");
        String made = call(
                behalf,
                "iam",
                "CreateUser",
                "{'userName':'backup'}",
                "{'user':{'userName':'backup','userId':'AIDABACKUPBACKUP0001','arn':'arn:aws:iam::111122223333:user/backup'}}");
        String used = call(user("backup", "AKIABACKUPBACKUPBAC1"), "s3", "DeleteBucket", DROP, "null");
        String services = call(service("autoscaling.amazonaws.com"), "ec2", "DescribeInstances", "null", "null");
        Case found = investigate();
        assertThat(found.findings()).contains(made, used).doesNotContain(services);
        assertThat(found.principals()).contains("arn:aws:iam::111122223333:user/backup");
    }

    /** CloudFormation calls all sessions of a service role alike: one that began before his stack was made works for a colleague's. */
    @Test
    void aStackIsMadeInASessionThatBeganWithItWhereOneDid() {
        stackBy("deploy");
        String colleagues = call(cloudFormation("deploy", "07:40:00Z"), "s3", "CreateBucket", DROP, "null");
        String his = call(cloudFormation("deploy", "08:00:31Z"), "s3", "DeleteBucket", DROP, "null");
        stackBy("other");
        String perhapsHis = call(cloudFormation("other", "07:40:00Z"), "s3", "CreateBucket", DROP, "null");
        assertThat(investigate().findings()).contains(his, perhapsHis).doesNotContain(colleagues);
    }

    private void stackBy(String role) {
        attack(
                "cloudformation",
                "CreateStack",
                "{'stackName':'s-" + role + "','roleARN':'arn:aws:iam::111122223333:role/" + role + "'}",
                "{'stackId':'arn:aws:cloudformation:us-east-1:111122223333:stack/s-" + role + "/1'}");
    }

    private static String cloudFormation(String role, String began) {
        return session(HOME, role, "AWSCloudFormation", "ASIA" + role + began.charAt(1))
                .replace(
                        "'sessionContext':{",
                        "'sessionContext':{'attributes':{'creationDate':'2024-08-02T" + began
                                + "','mfaAuthenticated':'false'},");
    }

    @Test
    void oneRunOfAPipelineIsHisThoughAllRunsTakeOneRoleUnderOneName() {
        github("repo:corp/app:ref:refs/heads/main", "ci", "GitHubActions", "ASIARUNRUNRUNRUNRUN1");
        github("repo:corp/app:ref:refs/heads/main", "ci", "GitHubActions", "ASIARUNRUNRUNRUNRUN2");
        String his =
                call(session(HOME, "ci", "GitHubActions", "ASIARUNRUNRUNRUNRUN1"), "s3", "DeleteBucket", DROP, "null");
        String other =
                call(session(HOME, "ci", "GitHubActions", "ASIARUNRUNRUNRUNRUN2"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate("ASIARUNRUNRUNRUNRUN1");
        assertThat(found.findings()).contains(his).doesNotContain(other);
        assertThat(found.principals()).doesNotContain("ASIARUNRUNRUNRUNRUN2");
    }

    @Test
    void sharedRoleOfTheScopeIsSplitBySessionAndAddressAndTheInnocentAreListed() {
        String push = "{'repositoryName':'app'}";
        from("192.0.2.10");
        recordAt(
                "2024-07-20T10:00:00Z",
                session(HOME, "ci", "run-1", "ASIARUNRUNRUNRUNRUN1"),
                "ecr",
                "PutImage",
                push,
                "null");
        String usual = call(session(HOME, "ci", "run-2", "ASIARUNRUNRUNRUNRUN2"), "ecr", "PutImage", push, "null");
        from("198.51.100.66");
        String pushed = call(session(HOME, "ci", "run-3", "ASIARUNRUNRUNRUNRUN3"), "ecr", "PutImage", push, "null");
        String dropped = call(session(HOME, "ci", "run-3", "ASIARUNRUNRUNRUNRUN3"), "s3", "DeleteBucket", DROP, "null");
        Case found = investigate("arn:aws:iam::111122223333:role/ci");
        assertThat(found.findings()).contains(pushed, dropped).doesNotContain(usual);
        assertThat(found.leftOut())
                .contains("arn:aws:sts::111122223333:assumed-role/ci/run-2")
                .doesNotContain("arn:aws:sts::111122223333:assumed-role/ci/run-3");
    }

    @Test
    void sessionOfTheScopeThatAllRunsShareIsSplitByAddress() {
        String push = "{'repositoryName':'app'}";
        String run = session(HOME, "ci", "GitHubActions", "ASIARUNRUNRUNRUNRUN1");
        from("192.0.2.10");
        recordAt("2024-07-20T10:00:00Z", run, "ecr", "PutImage", push, "null");
        String usual = call(run, "ecr", "PutImage", push, "null");
        from("198.51.100.66");
        String pushed = call(run, "ecr", "PutImage", push, "null");
        assertThat(investigate("arn:aws:sts::111122223333:assumed-role/ci/GitHubActions")
                        .findings())
                .contains(pushed)
                .doesNotContain(usual);
    }

    @Test
    void addressOfASessionThatIsHisAloneTellsWhatElseIsHisWhereNothingTellsFromWhereOthersCalled() {
        String node = session(HOME, "node", "i-0123456789abcdef0", "ASIANODENODENODENOD1");
        from("ec2.amazonaws.com");
        recordAt("2024-07-20T10:00:00Z", node, "s3", "ListBuckets", "null", "null");
        from("198.51.100.66");
        call(session(HOME, "ops", "x", "ASIAOPSOPSOPSOPSOPS2"), "s3", "DeleteBucket", DROP, "null");
        String listed = call(node, "s3", "ListBuckets", "null", "null");
        from("10.0.4.17");
        String ordinary = call(node, "s3", "ListBuckets", "null", "null");
        assertThat(investigate("i-0123456789abcdef0", "arn:aws:sts::111122223333:assumed-role/ops/x")
                        .findings())
                .contains(listed)
                .doesNotContain(ordinary);
    }

    @Test
    void trustOpenedToAForeignRepositoryLetsItInAndThePipelinesOwnWorkGoesOn() {
        recordAt(
                "2024-07-20T10:00:00Z",
                session(HOME, "ci", "GitHubActions", "ASIAEARLIEREARLIERE0"),
                "ecr",
                "PutImage",
                "{'repositoryName':'app'}",
                "null");
        attack(
                "iam",
                "UpdateAssumeRolePolicy",
                "{'roleName':'ci','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Federated\\\":\\\"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\\\"},\\\"Action\\\":\\\"sts:AssumeRoleWithWebIdentity\\\",\\\"Condition\\\":{\\\"StringLike\\\":{\\\"token.actions.githubusercontent.com:sub\\\":[\\\"repo:corp/app:*\\\",\\\"repo:evil/x:*\\\"]}}}]}'}",
                "null");
        github("repo:evil/x:ref:refs/heads/main", "ci", "x", "ASIAEVILEVILEVILEVI1");
        github("repo:corp/app:ref:refs/heads/main", "ci", "GitHubActions", "ASIARUNRUNRUNRUNRUN2");
        String his = call(session(HOME, "ci", "x", "ASIAEVILEVILEVILEVI1"), "s3", "DeleteBucket", DROP, "null");
        String ordinary = call(
                session(HOME, "ci", "GitHubActions", "ASIARUNRUNRUNRUNRUN2"),
                "ecr",
                "PutImage",
                "{'repositoryName':'app'}",
                "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(ordinary);
        assertThat(found.principals())
                .contains("arn:aws:sts::111122223333:assumed-role/ci/x")
                .doesNotContain("arn:aws:sts::111122223333:assumed-role/ci/GitHubActions");
    }

    @Test
    void trustOpenedToAUserElsewhereAndToARoleHereLetsBothInAndNobodyElse() {
        attack(
                "iam",
                "UpdateAssumeRolePolicy",
                "{'roleName':'ops','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":[\\\"arn:aws:iam::999988887777:user/evil\\\",\\\"arn:aws:iam::111122223333:role/pod\\\"]}},{\\\"Effect\\\":\\\"Deny\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::888877776666:root\\\"}}]}'}",
                "null");
        taken(
                "{'type':'AWSAccount','principalId':'AIDAFOREIGN','accountId':'999988887777'}",
                "x",
                "ASIAFOREIGNFOREIGN01");
        taken(session(HOME, "pod", "p", "ASIAPODPODPODPODPOD2"), "p", "ASIAPODOPSPODOPSPOD3");
        taken(
                "{'type':'AWSAccount','principalId':'AIDADENIED','accountId':'888877776666'}",
                "d",
                "ASIADENIEDDENIEDDE04");
        taken(user("jane", "AKIAJANEJANEJANEJAN5"), "jane", "ASIAJANEJANEJANEJAN6");
        String foreign = call(session(HOME, "ops", "x", "ASIAFOREIGNFOREIGN01"), "s3", "DeleteBucket", DROP, "null");
        String pod = call(session(HOME, "ops", "p", "ASIAPODOPSPODOPSPOD3"), "s3", "DeleteBucket", DROP, "null");
        String denied = call(session(HOME, "ops", "d", "ASIADENIEDDENIEDDE04"), "s3", "CreateBucket", DROP, "null");
        String janes = call(session(HOME, "ops", "jane", "ASIAJANEJANEJANEJAN6"), "s3", "CreateBucket", DROP, "null");
        assertThat(investigate().findings()).contains(foreign, pod).doesNotContain(denied, janes);
    }

    @Test
    void keyThatAnyCallOfHisGotForAnAnswerIsHis() {
        attack(
                "lakeformation",
                "GetTemporaryDataLocationCredentials",
                "{'dataLocations':['s3://lake']}",
                "{'credentials':{'accessKeyId':'ASIALAKELAKELAKELAK1'}}");
        String his = call(
                session(HOME, "lake", "AWSLF-1", "ASIALAKELAKELAKELAK1"),
                "s3",
                "GetObject",
                "{'bucketName':'lake','key':'k'}",
                "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void aUserThatHeMadeInAnotherServiceIsNoUserOfIamOfThatName() {
        attack(
                "transfer",
                "CreateUser",
                "{'serverId':'s-01234567890abcdef','userName':'sync','role':'arn:aws:iam::111122223333:role/files'}",
                "{'serverId':'s-01234567890abcdef','userName':'sync'}");
        attack("iam", "CreateUser", "{'userName':'made'}", "null");
        String innocent = call(user("sync", "AKIASYNCSYNCSYNCSYN1"), "s3", "CreateBucket", DROP, "null");
        String his = call(user("made", "AKIAMADEMADEMADEMAD2"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(innocent);
    }

    @Test
    void whatIsDoneWithAnInstancesCredentialsFromHisAddressAfterHisCommandsIsHis() {
        String app = session(HOME, "app", "i-0aaaaaaaaaaaaaaa1", "ASIAAPPAPPAPPAPPAPP1");
        String behindTheSameGate = session(HOME, "app", "i-0bbbbbbbbbbbbbbb2", "ASIAAPPAPPAPPAPPAPP2");
        from("10.0.4.17");
        recordAt("2024-07-20T10:00:00Z", app, "s3", "ListBuckets", "null", "null");
        from("198.51.100.7");
        recordAt("2024-07-20T10:00:00Z", behindTheSameGate, "s3", "ListBuckets", "null", "null");
        attack(
                "ssm",
                "SendCommand",
                "{'documentName':'AWS-RunShellScript','instanceIds':['i-0aaaaaaaaaaaaaaa1','i-0bbbbbbbbbbbbbbb2']}",
                "null");
        String gate = call(behindTheSameGate, "s3", "DeleteBucket", DROP, "null");
        String stolen = call(app, "secretsmanager", "GetSecretValue", "{'secretId':'s'}", "null");
        from("10.0.4.17");
        String own = call(app, "secretsmanager", "GetSecretValue", "{'secretId':'s'}", "null");
        Case found = investigate();
        assertThat(found.findings()).contains(stolen).doesNotContain(own, gate);
        assertThat(found.principals()).contains("i-0aaaaaaaaaaaaaaa1");
        assertThat(found.leftOut()).contains("i-0bbbbbbbbbbbbbbb2").doesNotContain("i-0aaaaaaaaaaaaaaa1");
    }

    @Test
    void whereOnlyAPersonCanTellHeIsNamedWithTheReason() {
        attack(
                "ec2",
                "ModifyInstanceAttribute",
                "{'instanceId':'i-0aaaaaaaaaaaaaaa1','userData':'<sensitiveDataRemoved>'}",
                "null");
        attack(
                "ec2",
                "ModifyInstanceAttribute",
                "{'instanceId':'i-0bbbbbbbbbbbbbbb2','disableApiTermination':{'value':false}}",
                "null");
        attack(
                "ecs",
                "ExecuteCommand",
                "{'cluster':'c','task':'t1'}",
                "{'taskArn':'arn:aws:ecs:us-east-1:111122223333:task/c/t1'}");
        attack("autoscaling", "SetDesiredCapacity", "{'autoScalingGroupName':'miners','desiredCapacity':90}", "null");
        attack(
                "iam",
                "CreateServiceSpecificCredential",
                "{'userName':'alice','serviceName':'bedrock.amazonaws.com'}",
                "{'serviceSpecificCredential':{'userName':'alice','serviceSpecificCredentialId':'ACCA1'}}");
        String hers = call(user("alice", "AKIAOLDOLDOLDOLDOLD2"), "s3", "CreateBucket", DROP, "null");
        Case found = investigate();
        assertThat(found.leftOut())
                .contains(
                        "i-0aaaaaaaaaaaaaaa1",
                        "arn:aws:ecs:us-east-1:111122223333:task/c/t1",
                        "miners",
                        "arn:aws:iam::111122223333:user/alice")
                .doesNotContain("i-0bbbbbbbbbbbbbbb2");
        assertThat(found.findings()).doesNotContain(hers);
    }

    @Test
    void lastingTokenThatHeMadeForAServiceAccountActsForHim() {
        String made = request(
                "evil",
                "'verb':'create','objectRef':{'resource':'secrets','namespace':'prod','name':'t'},'requestObject':{'type':'kubernetes.io/service-account-token',"
                        + "'metadata':{'annotations':{'kubernetes.io/service-account.name':'deployer'}}}");
        String used = request(
                "system:serviceaccount:prod:deployer",
                "'verb':'list','objectRef':{'resource':'secrets','namespace':'prod'}");
        String innocent = request(
                "system:serviceaccount:prod:web",
                "'verb':'list','objectRef':{'resource':'secrets','namespace':'prod'}");
        assertThat(investigate("evil").findings()).contains(made, used).doesNotContain(innocent);
    }

    private void web(String subject, String role, String name, String key) {
        webIdentity(PROVIDER, subject, role, name, key);
    }

    private void github(String subject, String role, String name, String key) {
        webIdentity(
                "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
                subject,
                role,
                name,
                key);
    }

    private void webIdentity(String provider, String subject, String role, String name, String key) {
        call(
                "{'type':'WebIdentityUser','principalId':'" + provider + ":sts.amazonaws.com:" + subject
                        + "','userName':'" + subject + "','identityProvider':'" + provider + "'}",
                "sts",
                "AssumeRoleWithWebIdentity",
                assume(HOME, role, name),
                issued(HOME, role, name, key));
    }

    private void saml(String provider, String role, String name, String key) {
        call(
                "{'type':'SAMLUser','principalId':'x=:" + name + "','userName':'" + name + "','identityProvider':'x='}",
                "sts",
                "AssumeRoleWithSAML",
                "{'roleArn':'arn:aws:iam::111122223333:role/" + role + "','principalArn':'" + provider + "'}",
                issued(HOME, role, name, key));
    }

    private void pod(String role, String account, String pod, String key) {
        call(
                service("pods.eks.amazonaws.com"),
                "sts",
                "AssumeRole",
                "{'roleArn':'arn:aws:iam::111122223333:role/" + role + "','roleSessionName':'" + podSession(pod)
                        + "','tags':[{'key':'eks-cluster-name','value':'prod'},{'key':'kubernetes-namespace','value':'prod'},"
                        + "{'key':'kubernetes-service-account','value':'" + account
                        + "'},{'key':'kubernetes-pod-name','value':'" + pod + "'}]}",
                issued(HOME, role, podSession(pod), key));
    }

    private static String podSession(String pod) {
        return "eks-prod-" + pod + "-b81f0fef-97e9-47da-97a2-948c5bbcd1b3";
    }

    private void taken(String who, String name, String key) {
        call(who, "sts", "AssumeRole", assume(HOME, "ops", name), issued(HOME, "ops", name, key));
    }
}
