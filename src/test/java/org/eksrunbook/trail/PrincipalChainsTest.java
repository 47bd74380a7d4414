package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** From a call of the attacker to whom he acts as next, a way at a time; beside each somebody who goes the same way and is innocent. */
class PrincipalChainsTest extends AttackLog {

    private static final String HIS_TASK =
            "{'tasks':[{'taskArn':'arn:aws:ecs:us-east-1:111122223333:task/c/0123456789abcdef0123456789abcdef'}]}";

    @Test
    void chainOfRolesAcrossAccountsIsFollowedToItsEnd() {
        attack("sts", "AssumeRole", assume(HOME, "first", "one"), issued(HOME, "first", "one", "ASIAFIRSTFIRSTFIRST1"));
        call(
                session(HOME, "first", "one", "ASIAFIRSTFIRSTFIRST1"),
                "sts",
                "AssumeRole",
                assume(OTHER, "second", "two"),
                issued(OTHER, "second", "two", "ASIASECONDSECONDSEC2"));
        call(
                session(OTHER, "second", "two", "ASIASECONDSECONDSEC2"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        String innocent = call(
                session(OTHER, "second", "jane", "ASIAJANEJANEJANEJAN3"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'c'}",
                "null");
        Case found = investigate();
        assertThat(found.principals())
                .contains(
                        "arn:aws:sts::111122223333:assumed-role/first/one",
                        "arn:aws:sts::444455556666:assumed-role/second/two")
                .doesNotContain("arn:aws:sts::444455556666:assumed-role/second/jane");
        assertThat(found.findings()).hasSize(3).doesNotContain(innocent);
    }

    @Test
    void keyThatWasMadeForAnotherUserIsHisAndTheUsersOldKeyIsNot() {
        attack(
                "iam",
                "CreateAccessKey",
                "{'userName':'alice'}",
                "{'accessKey':{'accessKeyId':'AKIANEWNEWNEWNEWNEW1','status':'Active','userName':'alice'}}");
        String his = call(user("alice", "AKIANEWNEWNEWNEWNEW1"), "s3", "DeleteBucket", "{'bucketName':'b'}", "null");
        String hers = call(user("alice", "AKIAOLDOLDOLDOLDOLD2"), "s3", "CreateBucket", "{'bucketName':'c'}", "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(hers);
    }

    @Test
    void keyThatWasSwitchedOnAgainIsHisFromThenOn() {
        String before = call(user("alice", "AKIAOLDOLDOLDOLDOLD2"), "s3", "CreateBucket", "{'bucketName':'c'}", "null");
        attack(
                "iam",
                "UpdateAccessKey",
                "{'userName':'alice','accessKeyId':'AKIAOLDOLDOLDOLDOLD2','status':'Active'}",
                "null");
        String after = call(user("alice", "AKIAOLDOLDOLDOLDOLD2"), "s3", "DeleteBucket", "{'bucketName':'b'}", "null");
        assertThat(investigate().findings()).contains(after).doesNotContain(before);
    }

    @Test
    void passwordOfAnotherUserOpensTheConsoleAndWhatItSwitchesTo() {
        attack("iam", "UpdateLoginProfile", "{'userName':'alice'}", "null");
        String login = record(
                "{'type':'IAMUser','principalId':'AIDAALICEALICEALICE1','arn':'arn:aws:iam::111122223333:user/alice','accountId':'111122223333','userName':'alice'}",
                "signin",
                "ConsoleLogin",
                "null",
                "{'ConsoleLogin':'Success'}",
                ",'additionalEventData':{'MFAUsed':'No'}");
        record(
                session(OTHER, "operator", "alice", "ASIASWITCHSWITCHSWI4"),
                "signin",
                "SwitchRole",
                "null",
                "{'SwitchRole':'Success'}",
                ",'additionalEventData':{'SwitchFrom':'arn:aws:iam::111122223333:user/alice'}");
        String there = call(
                session(OTHER, "operator", "alice", "ASIASWITCHSWITCHSWI4"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        String withKey =
                call(user("alice", "AKIAOLDOLDOLDOLDOLD2"), "s3", "CreateBucket", "{'bucketName':'c'}", "null");
        assertThat(investigate().findings()).contains(login, there).doesNotContain(withKey);
    }

    @Test
    void rolePassedToAServiceActsForHimByTheSessionsThatTheServiceTakes() {
        attack("glue", "CreateJob", "{'name':'job','role':'arn:aws:iam::111122223333:role/etl'}", "{'name':'job'}");
        call(
                service("glue.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "etl", "GlueJobRunnerSession"),
                issued(HOME, "etl", "GlueJobRunnerSession", "ASIAGLUEGLUEGLUEGLU5"));
        String his = call(
                session(HOME, "etl", "GlueJobRunnerSession", "ASIAGLUEGLUEGLUEGLU5"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        String anothers = call(
                session(HOME, "etl", "jane", "ASIAJANEJANEJANEJAN3"),
                "s3",
                "CreateBucket",
                "{'bucketName':'c'}",
                "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(anothers);
        assertThat(found.leftOut()).contains("arn:aws:iam::111122223333:role/etl");
    }

    @Test
    void whatAServiceDidWithARoleBeforeItGoesOnDoing() {
        String usual = "{'bucketName':'lake'}";
        recordAt(
                "2024-07-20T10:00:00Z",
                session(HOME, "etl", "GlueJobRunnerSession", "ASIAUSUALUSUALUSUAL1"),
                "s3",
                "ListObjects",
                usual,
                "null");
        attack("glue", "StartJobRun", "{'jobName':'job'}", "null");
        attack(
                "glue",
                "UpdateJob",
                "{'jobName':'job','jobUpdate':{'role':'arn:aws:iam::111122223333:role/etl'}}",
                "null");
        call(
                service("glue.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "etl", "GlueJobRunnerSession"),
                issued(HOME, "etl", "GlueJobRunnerSession", "ASIAGLUEGLUEGLUEGLU5"));
        String ordinary = call(
                session(HOME, "etl", "GlueJobRunnerSession", "ASIAGLUEGLUEGLUEGLU5"),
                "s3",
                "ListObjects",
                usual,
                "null");
        String new1 = call(
                session(HOME, "etl", "GlueJobRunnerSession", "ASIAGLUEGLUEGLUEGLU5"),
                "iam",
                "CreateUser",
                "{'userName':'x'}",
                "null");
        assertThat(investigate().findings()).contains(new1).doesNotContain(ordinary);
    }

    @Test
    void buildRunsWithTheRoleOfItsProject() {
        attack(
                "codebuild",
                "StartBuild",
                "{'projectName':'app'}",
                "{'build':{'id':'app:1','serviceRole':'arn:aws:iam::111122223333:role/build'}}");
        call(
                service("codebuild.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "build", "AWSCodeBuild-1"),
                issued(HOME, "build", "AWSCodeBuild-1", "ASIABUILDBUILDBUILD6"));
        String his = call(
                session(HOME, "build", "AWSCodeBuild-1", "ASIABUILDBUILDBUILD6"),
                "ecr",
                "PutImage",
                "{'repositoryName':'app'}",
                "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void identityProviderOfHisOwnLetsHimIn() {
        String provider = "arn:aws:iam::111122223333:oidc-provider/evil.example";
        attack(
                "iam",
                "CreateOpenIDConnectProvider",
                "{'url':'https://evil.example'}",
                "{'openIDConnectProviderArn':'" + provider + "'}");
        call(
                "{'type':'WebIdentityUser','principalId':'x','userName':'x','identityProvider':'" + provider + "'}",
                "sts",
                "AssumeRoleWithWebIdentity",
                assume(HOME, "deploy", "web"),
                issued(HOME, "deploy", "web", "ASIAWEBWEBWEBWEBWEB7"));
        String his = call(
                session(HOME, "deploy", "web", "ASIAWEBWEBWEBWEBWEB7"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void trustAnchorOfHisOwnLetsHimIn() {
        String anchor = "arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/aa";
        attack(
                "rolesanywhere",
                "CreateTrustAnchor",
                "{'name':'a'}",
                "{'trustAnchor':{'trustAnchorArn':'" + anchor + "'}}");
        call(
                "{'type':'Unknown','principalId':'','arn':'','accountId':'111122223333'}",
                "rolesanywhere",
                "CreateSession",
                "{'trustAnchorArn':'" + anchor + "','roleArn':'arn:aws:iam::111122223333:role/deploy'}",
                "{'credentialSet':[" + issued(HOME, "deploy", "00ab", "ASIAANYANYANYANYANY8") + "]}");
        String his = call(
                session(HOME, "deploy", "00ab", "ASIAANYANYANYANYANY8"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void instancesThatAFleetStartsActForHim() {
        attack(
                "ec2",
                "CreateFleet",
                "{'CreateFleetRequest':{'Type':'instant'}}",
                "{'CreateFleetResponse':{'fleetId':'fleet-1','fleetInstanceSet':{'item':{'instanceIds':{'item':'i-0123456789abcdef0'}}}}}");
        String his = call(
                session(HOME, "node", "i-0123456789abcdef0", "ASIAFLEETFLEETFLEET9"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void instanceOnWhichCommandsRanIsNamedAndNotAccused() {
        attack(
                "ssm",
                "SendCommand",
                "{'documentName':'AWS-RunShellScript','instanceIds':['i-0123456789abcdef0']}",
                "null");
        String ordinary = call(
                session(HOME, "node", "i-0123456789abcdef0", "ASIANODENODENODENOD9"),
                "s3",
                "CreateBucket",
                "{'bucketName':'b'}",
                "null");
        Case found = investigate();
        assertThat(found.leftOut()).contains("i-0123456789abcdef0");
        assertThat(found.findings()).doesNotContain(ordinary);
    }

    @Test
    void trustOpenedToAForeignAccountLetsThatAccountIn() {
        attack(
                "iam",
                "UpdateAssumeRolePolicy",
                "{'roleName':'ops','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::999988887777:root\\\"}}]}'}",
                "null");
        call(
                "{'type':'AWSAccount','principalId':'AIDAFOREIGN','accountId':'999988887777'}",
                "sts",
                "AssumeRole",
                assume(HOME, "ops", "x"),
                issued(HOME, "ops", "x", "ASIAFOREIGNFOREIGN10"));
        String his = call(
                session(HOME, "ops", "x", "ASIAFOREIGNFOREIGN10"), "s3", "DeleteBucket", "{'bucketName':'b'}", "null");
        String ours = call(
                session(HOME, "ops", "jane", "ASIAJANEJANEJANEJAN3"),
                "s3",
                "CreateBucket",
                "{'bucketName':'c'}",
                "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(ours);
    }

    @Test
    void federatedUserActsForHim() {
        attack(
                "sts",
                "GetFederationToken",
                "{'name':'fed'}",
                "{'credentials':{'accessKeyId':'ASIAFEDFEDFEDFEDFE11'},'federatedUser':{'federatedUserId':'111122223333:fed','arn':'arn:aws:sts::111122223333:federated-user/fed'}}");
        String his = call(
                "{'type':'FederatedUser','principalId':'111122223333:fed','arn':'arn:aws:sts::111122223333:federated-user/fed','accountId':'111122223333','accessKeyId':'ASIAFEDFEDFEDFEDFE11'}",
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void taskThatHeStartedActsForHim() {
        attack("ecs", "RunTask", "{'cluster':'c','taskDefinition':'t'}", HIS_TASK);
        String his = byTask("0123456789abcdef0123456789abcdef");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void taskThatHePlacedOnAnInstanceActsForHim() {
        attack("ecs", "StartTask", "{'cluster':'c','taskDefinition':'t','containerInstances':['x']}", HIS_TASK);
        String his = byTask("0123456789abcdef0123456789abcdef");
        String anothers = byTask("fedcba9876543210fedcba9876543210");
        assertThat(investigate().findings()).contains(his).doesNotContain(anothers);
    }

    private String byTask(String id) {
        String key = "ASIATASKTASKTASK" + id.substring(0, 4).toUpperCase(Locale.ROOT);
        return call(session(HOME, "task", id, key), "s3", "DeleteBucket", "{'bucketName':'b'}", "null");
    }

    @Test
    void whatWorksByARoleThatNoCallNamesIsListedForAPersonAndAccusesNobody() {
        String machine = "arn:aws:states:us-east-1:111122223333:stateMachine:nightly";
        String service = "arn:aws:ecs:us-east-1:111122223333:service/c/web";
        attack("states", "StartExecution", "{'stateMachineArn':'" + machine + "'}", "{'executionArn':'x'}");
        attack(
                "ecs",
                "UpdateService",
                "{'cluster':'c','service':'web','forceNewDeployment':true}",
                "{'service':{'serviceArn':'" + service + "'}}");
        attack("apprunner", "UpdateService", "{'service':'other'}", "null");
        String ordinary = call(
                session(HOME, "nightly", "kJhGfDsApOiU", "ASIANIGHTNIGHTNIGHT1"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        Case found = investigate();
        assertThat(found.leftOut()).contains(machine, service).doesNotContain("other");
        assertThat(found.principal(machine).why()).contains("undecided", "StartExecution");
        assertThat(found.findings()).doesNotContain(ordinary);
    }

    @Test
    void rootSessionThatHeTookIsHis() {
        attack(
                "sts",
                "AssumeRoot",
                "{'targetPrincipal':'444455556666','taskPolicyArn':{'arn':'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy'}}",
                "{'credentials':{'accessKeyId':'ASIAROOTROOTROOTRO13'}}");
        String his = call(
                "{'type':'Root','principalId':'444455556666','arn':'arn:aws:iam::444455556666:root','accountId':'444455556666','accessKeyId':'ASIAROOTROOTROOTRO13'}",
                "s3",
                "DeleteBucketPolicy",
                "{'bucketName':'b'}",
                "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void aMachineOutsideThatHeRegisteredActsWithTheRoleNamedForIt() {
        attack(
                "ssm",
                "CreateActivation",
                "{'iamRole':'service-role/Hybrid','registrationLimit':5}",
                "{'activationId':'e488f2f6-e686-4afb-8a04-ef6df0000000'}");
        call(
                service("ssm.amazonaws.com"),
                "sts",
                "AssumeRole",
                "{'roleArn':'arn:aws:iam::111122223333:role/service-role/Hybrid','roleSessionName':'mi-0123456789abcdef0'}",
                issued(HOME, "Hybrid", "mi-0123456789abcdef0", "ASIAHYBRIDHYBRIDHYB1"));
        String his = call(
                session(HOME, "Hybrid", "mi-0123456789abcdef0", "ASIAHYBRIDHYBRIDHYB1"),
                "s3",
                "ListBuckets",
                "null",
                "null");
        assertThat(investigate().findings()).contains(his);
    }
}
