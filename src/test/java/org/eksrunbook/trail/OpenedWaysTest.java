package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ways in that the attacker opened to others than himself; beside each somebody innocent who goes nearly the same way. */
class OpenedWaysTest extends AttackLog {

    private static final String FOREIGN = "999988887777";
    private static final String PARTNER = "888877776666";
    private static final String EXECUTION = "AWSCloudFormationStackSetExecutionRole";
    private static final String ADMINISTRATION = "AWSCloudFormationStackSetAdministrationRole";
    private static final String SECRETS = "'verb':'list','objectRef':{'resource':'secrets','namespace':'prod'}";
    private static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC";
    private static final String TOKEN =
            "'verb':'create','objectRef':{'resource':'serviceaccounts','subresource':'token','namespace':'prod','name':'api'},'requestObject':{'kind':'TokenRequest','spec':";
    private static final String BEFORE = "2024-07-20T10:00:00Z";

    @Test
    void aRoleElsewhereThatTheConfigMapOfHisLetsInAsksForHim() {
        requestAt("2024-07-20T10:00:00.000000Z", byRole("partner", PARTNER, "sync", "nightly"), SECRETS);
        request(
                "evil",
                "'verb':'update','objectRef':{'resource':'configmaps','namespace':'kube-system','name':'aws-auth'},'requestObject':{'data':{'mapRoles':'"
                        + "- rolearn: arn:aws:iam::" + FOREIGN
                        + ":role/ops\\n  username: support\\n  groups: [system:masters]\\n"
                        + "- rolearn: arn:aws:iam::" + PARTNER + ":role/sync\\n  username: partner\\n"
                        + "- rolearn: arn:aws:iam::" + HOME + ":role/node\\n  username: system:node:x'}}");
        String his = request(byRole("support", FOREIGN, "ops", "m1"), SECRETS);
        String partners = request(byRole("partner", PARTNER, "sync", "hourly"), SECRETS);
        String nodes = request(byRole("system:node:x", HOME, "node", "i-0123456789abcdef0"), SECRETS);
        Case found = investigate("evil");
        assertThat(found.findings()).contains(his).doesNotContain(partners, nodes);
        assertThat(found.principals())
                .contains("arn:aws:iam::" + FOREIGN + ":role/ops")
                .doesNotContain("arn:aws:iam::" + PARTNER + ":role/sync");
    }

    @Test
    void namesOfTheOwnAccountsInFrontOfItDoNotHideARoleFromElsewhere() {
        StringBuilder many = new StringBuilder();
        for (int one = 0; one < 300; one++) {
            many.append("- rolearn: arn:aws:iam::" + HOME + ":role/team-" + one + "\\n  username: team\\n");
        }
        request(
                "evil",
                "'verb':'update','objectRef':{'resource':'configmaps','namespace':'kube-system','name':'aws-auth'},'requestObject':{'data':{'mapRoles':'"
                        + many + "- rolearn: arn:aws:iam::" + FOREIGN + ":role/ops\\n  username: support'}}");
        String his = request(byRole("support", FOREIGN, "ops", "m1"), SECRETS);
        assertThat(investigate("evil").findings()).contains(his);
    }

    @Test
    void aRoleThatAnEntryOfHisLetsInAsksForHimInTheClusterAloneAndNotIfItDidBefore() {
        requestAt("2024-07-20T10:00:00.000000Z", byRole("sre", HOME, "sre", "jane"), SECRETS);
        for (String role : new String[] {"x/ops", "sre"}) {
            attack(
                    "eks",
                    "CreateAccessEntry",
                    "{'name':'prod','principalArn':'arn:aws:iam::" + HOME + ":role/" + role + "'}",
                    "null");
        }
        String his = request(byRole("ops", HOME, "ops", "m1"), SECRETS);
        String janes = request(byRole("sre", HOME, "sre", "jane"), SECRETS);
        String inAws = call(session(HOME, "ops", "lee", "ASIALEELEELEELEELEE1"), "s3", "CreateBucket", "{}", "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(janes, inAws);
        assertThat(found.leftOut()).contains("arn:aws:iam::" + HOME + ":role/sre");
    }

    @Test
    void whoTookTheRoleBeforeItWasLetInAsksForHimselfThoughUnderTheSameName() {
        String maria = user("maria", "AKIAMARIAMARIAMARIA1");
        recordAt(
                BEFORE,
                maria,
                "sts",
                "AssumeRole",
                assume(HOME, "ops", "maria"),
                issued(HOME, "ops", "maria", "ASIAEARLIEREARLIERE0"));
        attack(
                "eks",
                "CreateAccessEntry",
                "{'name':'prod','principalArn':'arn:aws:iam::111122223333:role/ops'}",
                "{'accessEntry':{'clusterName':'prod','principalArn':'arn:aws:iam::111122223333:role/ops'}}");
        attack("sts", "AssumeRole", assume(HOME, "ops", "maria"), issued(HOME, "ops", "maria", "ASIAHISHISHISHISHIS1"));
        call(
                maria,
                "sts",
                "AssumeRole",
                assume(HOME, "ops", "maria"),
                issued(HOME, "ops", "maria", "ASIAMARIAMARIAMARIA2"));
        String his = request(keyed("ASIAHISHISHISHISHIS1"), SECRETS);
        String hers = request(keyed("ASIAMARIAMARIAMARIA2"), SECRETS);
        assertThat(investigate().findings()).contains(his).doesNotContain(hers);
    }

    @Test
    void aSessionFromBeforeTheRoleWasLetInAsksForItsOwner() {
        recordAt(
                "2024-07-31T23:30:00Z",
                user("maria", "AKIAMARIAMARIAMARIA1"),
                "sts",
                "AssumeRole",
                assume(HOME, "ops", "maria"),
                issued(HOME, "ops", "maria", "ASIAEARLYEARLYEARLY1"));
        attack(
                "eks",
                "CreateAccessEntry",
                "{'name':'prod','principalArn':'arn:aws:iam::111122223333:role/ops'}",
                "{'accessEntry':{'clusterName':'prod','principalArn':'arn:aws:iam::111122223333:role/ops'}}");
        String hers = request(keyed("ASIAEARLYEARLYEARLY1"), SECRETS);
        String untold = request(keyed("ASIAUNTOLDUNTOLDUNT2"), SECRETS);
        assertThat(investigate().findings()).contains(untold).doesNotContain(hers);
    }

    private static String keyed(String key) {
        String session = "arn:aws:sts::111122223333:assumed-role/ops/maria";
        return session + "','extra':{'arn':['" + session
                + "'],'canonicalArn':['arn:aws:iam::111122223333:role/ops'],'accessKeyId':['" + key + "']},'uid':'1";
    }

    @Test
    void ofThePodsThatShareAServiceAccountThoseOfTheWorkloadThatHeMadeAreHis() {
        request(
                "evil",
                "'verb':'create','objectRef':{'resource':'cronjobs','namespace':'prod','name':'rotate'},'requestObject':{'spec':{'jobTemplate':{'spec':{'template':{'spec':{'serviceAccountName':'api'}}}}}}");
        String his = request(token("JTI=1", ",'authentication.kubernetes.io/pod-name':['rotate-123-abc']"), SECRETS);
        String pods = request(token("JTI=2", ",'authentication.kubernetes.io/pod-name':['api-7c9-xyz']"), SECRETS);
        assertThat(investigate("evil").findings()).contains(his).doesNotContain(pods);
    }

    /** The API server leaves room for five characters of its own, and of an indexed job's pod for the index. */
    @Test
    void podsOfALongNameAreCalledByItsBeginning() {
        String deployment = "a".repeat(62);
        String job = "b".repeat(60);
        for (String kind : new String[] {"deployments " + deployment, "jobs " + job}) {
            request(
                    "evil",
                    "'verb':'create','objectRef':{'resource':'" + kind.replace(" ", "','namespace':'prod','name':'")
                            + "'},'requestObject':{'spec':{'template':{'spec':{'serviceAccountName':'api'}}}}");
        }
        String its = request(token("JTI=1", pod("a".repeat(58) + "x7k2p")), SECRETS);
        String indexed = request(token("JTI=2", pod("b".repeat(54) + "-10-x7k2p")), SECRETS);
        String shorter = request(token("JTI=3", pod("a".repeat(57) + "-x7k2")), SECRETS);
        String noJobs = request(token("JTI=4", pod("a".repeat(54) + "-10-x7k2p")), SECRETS);
        assertThat(investigate("evil").findings()).contains(its, indexed).doesNotContain(shorter, noJobs);
    }

    private static String pod(String name) {
        return ",'authentication.kubernetes.io/pod-name':['" + name + "']";
    }

    @Test
    void aRoleOfTheScopeIsFoundInTheAuditLogByWhoseSessionCalls() {
        String its = request(byRole("admin", HOME, "ops", "m1"), SECRETS);
        String anothers = request(byRole("admin", HOME, "sre", "m1"), SECRETS);
        assertThat(investigate("arn:aws:iam::" + HOME + ":role/ops").findings())
                .contains(its)
                .doesNotContain(anothers);
    }

    @Test
    void aStackSetOfHisActsInOtherAccountsForAnHour() {
        attack(
                "cloudformation",
                "CreateStackInstances",
                "{'stackSetName':'audit','accounts':['" + OTHER + "'],'regions':['us-east-1']}",
                "{'operationId':'op-1'}");
        String made = stackSetSession("2024-08-02T08:05:00Z", "op-1", "ASIAOPONEOPONEOPONE1", "ASIAEXONEEXONEEXONE1");
        String later = stackSetSession("2024-08-02T11:05:00Z", "op-2", "ASIAOPTWOOPTWOOPTWO2", "ASIAEXTWOEXTWOEXTWO2");
        Case found = investigate();
        assertThat(found.findings()).contains(made).doesNotContain(later);
        assertThat(found.principals())
                .contains("arn:aws:sts::" + OTHER + ":assumed-role/" + EXECUTION + "/op-1-there")
                .doesNotContain("arn:aws:sts::" + OTHER + ":assumed-role/" + EXECUTION + "/op-2-there");
        assertThat(found.leftOut()).contains("arn:aws:iam::" + HOME + ":role/" + ADMINISTRATION);
    }

    /** CloudFormation takes the administration role, with it the execution role, and makes a role in the other account. */
    private String stackSetSession(String time, String operation, String key, String keyThere) {
        recordAt(
                time,
                service("cloudformation.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, ADMINISTRATION, operation),
                issued(HOME, ADMINISTRATION, operation, key));
        recordAt(
                time,
                session(HOME, ADMINISTRATION, operation, key)
                        .replaceFirst("\\{", "{'invokedBy':'cloudformation.amazonaws.com',"),
                "sts",
                "AssumeRole",
                assume(OTHER, EXECUTION, operation + "-there"),
                issued(OTHER, EXECUTION, operation + "-there", keyThere));
        return recordAt(
                time,
                session(OTHER, EXECUTION, operation + "-there", keyThere)
                        .replaceFirst("\\{", "{'invokedBy':'cloudformation.amazonaws.com',"),
                "iam",
                "CreateRole",
                "{'roleName':'r'}",
                "null");
    }

    @Test
    void aTokenThatHeAskedForIsToldFromThoseOfThePodsByItsId() {
        asksForToken(",'annotations':{'authentication.kubernetes.io/issued-credential-id':'JTI=his'}", "{}");
        String his = request(token("JTI=his", ""), SECRETS);
        String pods = request(token("JTI=of-a-pod", ""), SECRETS);
        assertThat(investigate("evil").findings()).contains(his).doesNotContain(pods);
    }

    @Test
    void ofManyTokensThatHeAskedForEachIsHis() {
        for (int token = 0; token < 60; token++) {
            requestAt(
                    "2024-08-02T09:00:%02d.000000Z".formatted(token),
                    "evil",
                    TOKEN + "{}},'annotations':{'authentication.kubernetes.io/issued-credential-id':'JTI=" + token
                            + "'}");
        }
        String first = requestAt("2024-08-02T09:10:00.000000Z", token("JTI=0", ""), SECRETS);
        String last = requestAt("2024-08-02T09:11:00.000000Z", token("JTI=59", ""), SECRETS);
        String pods = requestAt("2024-08-02T09:12:00.000000Z", token("JTI=60", ""), SECRETS);
        Case found = investigate("evil");
        assertThat(found.findings()).contains(first, last).doesNotContain(pods);
        assertThat(found.statements()).noneMatch(said -> said.contains("more ways than are kept"));
    }

    @Test
    void aTokenThatHeAskedForOnceMoreWorksWhereTheFirstOneDoesNot() {
        asksForToken("", "{'audiences':['https://kubernetes.default.svc']}");
        String before = comesInAt("2024-08-02T09:00:30Z", "pod", "10.0.1.9", "boto", "ASIAPODPODPODPODPOD1", "");
        asksForToken("", "{'audiences':['sts.amazonaws.com']}");
        String his = comesIn("x", "198.51.100.66", "cli", "ASIAHISHISHISHISHIS1", "");
        assertThat(investigate("evil").findings()).contains(his).doesNotContain(before);
    }

    @Test
    void aTokenThatHeAskedForNamesNoPodUnlessItIsBoundToOne() {
        asksForToken("", "{'audiences':['https://kubernetes.default.svc']}");
        String his = request("system:serviceaccount:prod:api", SECRETS);
        String pods = request(token("JTI=of-a-pod", ",'authentication.kubernetes.io/pod-name':['api-1']"), SECRETS);
        // AWS takes no token that is meant for the API server alone.
        String podsSession = comesIn("ok", "10.0.1.9", "boto", "ASIAPODPODPODPODPOD1", "");
        assertThat(investigate("evil").findings()).contains(his).doesNotContain(pods, podsSession);
    }

    @Test
    void aTokenThatHeAskedForToShowItToAwsIsFollowedThere() {
        asksForToken("", "{'audiences':['sts.amazonaws.com']}");
        String his = comesIn("x", "198.51.100.66", "cli", "ASIAHISHISHISHISHIS1", "");
        assertThat(investigate("evil").findings()).contains(his);
    }

    private void asksForToken(String annotations, String spec) {
        request("evil", TOKEN + spec + "}" + annotations);
    }

    @Test
    void whatHeWasRefusedInTheSameNameFromTheSameAddressWithTheSameToolHeTried() {
        String before = comesIn("old", "198.51.100.66", "cli", "", ",'errorCode':'ExpiredTokenException'");
        String came = comesIn("his", "198.51.100.66", "cli", "ASIAHISHISHISHISHIS1", "");
        String pods = comesIn("pod", "10.0.1.9", "cli", "", ",'errorCode':'ExpiredTokenException'");
        String otherTool = comesIn("pod", "198.51.100.66", "boto", "", ",'errorCode':'ExpiredTokenException'");
        assertThat(investigate("arn:aws:sts::" + HOME + ":assumed-role/mailer/his")
                        .findings())
                .contains(before, came)
                .doesNotContain(pods, otherTool);
    }

    @Test
    void anAccountThatHisPolicyLetsInTakesWhatItWasLetInToAndNothingElse() {
        String partnersBefore = read(BEFORE, PARTNER, "docs");
        for (String account : new String[] {FOREIGN, PARTNER}) {
            attack(
                    "s3",
                    "PutBucketPolicy",
                    "{'bucketName':'docs','bucketPolicy':{'Statement':[{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::"
                            + account + ":root'},'Action':'s3:*'}]}}",
                    "null");
        }
        String taken = read("2024-08-02T08:30:00Z", FOREIGN, "docs");
        String elsewhere = read("2024-08-02T08:31:00Z", FOREIGN, "public");
        String partners = read("2024-08-02T08:32:00Z", PARTNER, "docs");
        String unnamed = read("2024-08-02T08:33:00Z", "777766665555", "docs");
        Case found = investigate();
        assertThat(found.findings()).contains(taken).doesNotContain(elsewhere, partners, unnamed, partnersBefore);
        assertThat(found.principals()).contains(FOREIGN).doesNotContain(PARTNER);
        assertThat(found.leftOut()).contains(PARTNER);
    }

    @Test
    void aPolicyWrittenAsTextLetsInAsWell() {
        attack(
                "secretsmanager",
                "PutResourcePolicy",
                "{'secretId':'s','resourcePolicy':'{\\'Statement\\':{\\'Effect\\':\\'Allow\\',\\'Principal\\':{\\'AWS\\':\\'"
                                .replace("\\'", "\\\"")
                        + FOREIGN + "\\\"}}}'}",
                "{'arn':'arn:aws:secretsmanager:us-east-1:" + HOME + ":secret:s-AbCdEf','name':'s'}");
        String taken = record(
                session(FOREIGN, "taker", "t", "ASIATAKERTAKERTAKER1"),
                "secretsmanager",
                "GetSecretValue",
                "{'secretId':'arn:aws:secretsmanager:us-east-1:" + HOME + ":secret:s-AbCdEf'}",
                "null",
                ",'recipientAccountId':'" + HOME + "'");
        assertThat(investigate().findings()).contains(taken);
    }

    @Test
    void whatIsCalledAlikeInTwoAccountsIsOpenedInEachByItself() {
        String secret =
                "{'secretId':'db','resourcePolicy':'{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\""
                        + FOREIGN + "\\\"}}}'}";
        for (String account : new String[] {HOME, OTHER}) {
            record(
                    MALLORY,
                    "secretsmanager",
                    "PutResourcePolicy",
                    secret,
                    "null",
                    ",'recipientAccountId':'" + account + "'");
        }
        String[] taken = new String[3];
        for (int one = 0; one < taken.length; one++) {
            taken[one] = record(
                    session(FOREIGN, "taker", "t", "ASIATAKERTAKERTAKER1"),
                    "secretsmanager",
                    "GetSecretValue",
                    "{'secretId':'db'}",
                    "null",
                    ",'recipientAccountId':'" + new String[] {HOME, OTHER, PARTNER}[one] + "'");
        }
        assertThat(investigate().findings()).contains(taken[0], taken[1]).doesNotContain(taken[2]);
    }

    /** Behind 300 others, farther in than any name is long. */
    @Test
    void aLongPolicyLetsInTheLastOfItsAccountsToo() {
        StringBuilder decoys = new StringBuilder();
        for (int decoy = 0; decoy < 300; decoy++) {
            decoys.append("\\\"%012d\\\",".formatted(decoy + 100_000));
        }
        attack(
                "s3",
                "PutBucketPolicy",
                "{'bucketName':'docs','bucketPolicy':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":["
                        + decoys + "\\\"" + FOREIGN + "\\\"]}}]}'}",
                "null");
        String taken = read("2024-08-02T08:30:00Z", FOREIGN, "docs");
        assertThat(investigate().findings()).contains(taken);
    }

    @Test
    void accountsBeyondWhatAnyPolicyHoldsAreToldToBeMore() {
        StringBuilder accounts = new StringBuilder();
        for (int decoy = 0; decoy < 1_502; decoy++) {
            accounts.append(decoy == 0 ? "" : ",").append("'%012d'".formatted(decoy + 100_000));
        }
        attack(
                "ec2",
                "ModifyImageAttribute",
                "{'imageId':'ami-0a1b2c3d4e5f60718','launchPermission':{'add':{'items':[{'userId':'" + FOREIGN
                        + "'}]}},'userIds':[" + accounts + "]}",
                "{'_return':true}");
        assertThat(investigate().statements())
                .anyMatch(said -> said.startsWith(
                        "3 further accounts to which the attacker opened something were not looked for"));
    }

    @Test
    void whatIsDeniedTakenBackOrNoAccountAtAllLetsNobodyIn() {
        attack(
                "s3",
                "PutBucketPolicy",
                "{'bucketName':'docs','bucketPolicy':{'Statement':[{'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::"
                        + FOREIGN + ":root'},'Action':'s3:*'}]}}",
                "null");
        attack(
                "ec2",
                "ModifySnapshotAttribute",
                "{'snapshotId':'snap-1','createVolumePermission':{'remove':{'items':[{'userId':'" + FOREIGN + "'}]}}}",
                "{'_return':true}");
        attack("s3", "PutObject", "{'bucketName':'docs','key':'202408021530'}", "null");
        attack(
                "cloudformation",
                "CreateStackInstances",
                "{'stackSetName':'s','accounts':['" + FOREIGN + "'],'regions':['us-east-1']}",
                "{'operationId':'o'}");
        assertThat(investigate().all()).extracting(Principal::id).doesNotContain(FOREIGN, "202408021530");
    }

    @Test
    void everybodyOfAnAccountThatAConditionNamesIsLetIn() {
        attack(
                "s3",
                "PutBucketPolicy",
                "{'bucketName':'docs','bucketPolicy':{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:*',"
                        + "'Condition':{'StringEquals':{'aws:PrincipalAccount':'" + FOREIGN
                        + "'},'StringNotEquals':{'aws:PrincipalAccount':'777766665555'}}}]}}",
                "null");
        Case found = investigate();
        assertThat(found.all()).extracting(Principal::id).contains(FOREIGN).doesNotContain("777766665555");
    }

    @Test
    void whoComesInByAProviderThatHeChangedIsNewByNameAndAddress() {
        String adfs = "arn:aws:iam::" + HOME + ":saml-provider/adfs";
        from("203.0.113.60");
        saml(BEFORE, adfs, "boss", "ASIABOSSBOSSBOSSBOS1");
        attack("iam", "UpdateSAMLProvider", "{'sAMLProviderArn':'" + adfs + "'}", "null");
        String boss = saml("2024-08-02T08:20:00Z", adfs, "boss", "ASIABOSSBOSSBOSSBOS2");
        String newColleague = saml("2024-08-02T08:21:00Z", adfs, "newbie", "ASIANEWBIENEWBIENEW3");
        from("91.92.240.7");
        String bossAtHome = saml("2024-08-02T08:22:00Z", adfs, "boss", "ASIABOSSBOSSBOSSBOS4");
        String his = saml("2024-08-02T08:23:00Z", adfs, "root", "ASIAROOTROOTROOTROO5");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(boss, newColleague, bossAtHome);
        assertThat(found.leftOut()).contains(adfs);
    }

    @Test
    void whoComesInByAChangedProviderWithNobodyBeforeToCompareWithIsAPersonsToJudge() {
        String adfs = "arn:aws:iam::" + HOME + ":saml-provider/adfs";
        String early = saml("2024-08-02T07:20:00Z", adfs, "early", "ASIAEARLYEARLYEARLY1");
        attack("iam", "UpdateSAMLProvider", "{'sAMLProviderArn':'" + adfs + "'}", "null");
        String boss = saml("2024-08-02T08:20:00Z", adfs, "boss", "ASIABOSSBOSSBOSSBOS2");
        Case found = investigate();
        String session = "arn:aws:sts::" + HOME + ":assumed-role/deploy/boss";
        assertThat(found.findings()).doesNotContain(boss, early);
        assertThat(found.leftOut()).contains(adfs, session).noneMatch(id -> id.endsWith("/early"));
        assertThat(found.principal(session).why()).contains("undecided", "203.0.113.9");
        assertThat(found.statements()).anyMatch(said -> said.contains(adfs) && said.contains("1 sessions"));
    }

    private String saml(String time, String provider, String name, String key) {
        return recordAt(
                time,
                "{'type':'SAMLUser','principalId':'x=:" + name + "','userName':'" + name + "','identityProvider':'x='}",
                "sts",
                "AssumeRoleWithSAML",
                "{'roleArn':'arn:aws:iam::" + HOME + ":role/deploy','principalArn':'" + provider + "'}",
                issued(HOME, "deploy", name, key));
    }

    private String read(String time, String account, String bucket) {
        return recordAt(
                time,
                "{'type':'AWSAccount','principalId':'AROA" + account + ":t','accountId':'" + account + "'}",
                "s3",
                "GetObject",
                "{'bucketName':'" + bucket + "','key':'plan.pdf'}",
                "null",
                ",'recipientAccountId':'" + HOME + "'");
    }

    /** A call of a pod's, or of whoever holds its token, that asks for the role mailer. */
    private String comesIn(String session, String address, String tool, String key, String more) {
        // After what is asked of the cluster.
        return comesInAt("2024-08-02T10:%02d:00Z".formatted(records.size()), session, address, tool, key, more);
    }

    private String comesInAt(String time, String session, String address, String tool, String key, String more) {
        from(address);
        String subject = "system:serviceaccount:prod:api";
        return recordAt(
                time,
                "{'type':'WebIdentityUser','principalId':'" + PROVIDER + ":sts.amazonaws.com:" + subject
                        + "','userName':'" + subject + "','identityProvider':'" + PROVIDER + "'}",
                "sts",
                "AssumeRoleWithWebIdentity",
                assume(HOME, "mailer", session),
                key.isEmpty() ? "null" : issued(HOME, "mailer", session, key),
                ",'userAgent':'" + tool + "'" + more);
    }

    /** A Kubernetes user behind whom a role's session stands. */
    private static String byRole(String username, String account, String role, String session) {
        return username + "','extra':{'arn':['arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session
                + "'],'canonicalArn':['arn:aws:iam::" + account + ":role/" + role + "']},'uid':'1";
    }

    private static String token(String id, String more) {
        return "system:serviceaccount:prod:api','extra':{'authentication.kubernetes.io/credential-id':['" + id + "']"
                + more + "},'uid':'1";
    }
}
