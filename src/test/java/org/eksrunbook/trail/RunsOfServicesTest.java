package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Builds, tasks, jobs and automations work by roles that others' use too: which of them are the attacker's. */
class RunsOfServicesTest extends AttackLog {

    @Test
    void ofTheBuildsOfOneProjectThatOneIsHisWhichHeStarted() {
        String build = "{'build':{'id':'shop:%1$s','serviceRole':'arn:aws:iam::111122223333:role/build'}}";
        String his = "0a0a0a0a-1111-4222-8333-444444444444";
        String hers = "0b0b0b0b-1111-4222-8333-444444444444";
        attack("codebuild", "StartBuild", "{'projectName':'shop'}", build.formatted(his));
        built(his, "ASIAHISHISHISHISHIS1");
        String janes = call(
                user("jane", "AKIAJANEJANEJANEJAN3"),
                "codebuild",
                "StartBuild",
                "{'projectName':'shop'}",
                build.formatted(hers));
        built(hers, "ASIAHERSHERSHERSHER2");
        String stolen = call(
                session(HOME, "build", "AWSCodeBuild-" + his, "ASIAHISHISHISHISHIS1"),
                "secretsmanager",
                "GetSecretValue",
                "{'secretId':'npm'}",
                "null");
        String pushed = call(
                session(HOME, "build", "AWSCodeBuild-" + hers, "ASIAHERSHERSHERSHER2"),
                "ecr",
                "PutImage",
                "{'repositoryName':'new'}",
                "null");
        Case found = investigate();
        assertThat(found.findings()).contains(stolen).doesNotContain(janes, pushed);
        assertThat(found.principals())
                .contains("arn:aws:sts::111122223333:assumed-role/build/AWSCodeBuild-" + his)
                .doesNotContain("arn:aws:sts::111122223333:assumed-role/build/AWSCodeBuild-" + hers);
    }

    @Test
    void whatSomebodysBuildAlwaysDidItDoesFromAnyAddress() {
        String before = "0c0c0c0c-1111-4222-8333-444444444444";
        String hers = "0b0b0b0b-1111-4222-8333-444444444444";
        from("34.228.4.1");
        recordAt(
                "2024-07-20T10:00:00Z",
                session(HOME, "build", "AWSCodeBuild-" + before, "ASIABEFOREBEFOREBEF0"),
                "ecr",
                "PutImage",
                "{'repositoryName':'web'}",
                "null");
        attack(
                "codebuild",
                "CreateProject",
                "{'name':'warm','serviceRole':'arn:aws:iam::111122223333:role/build'}",
                "{'project':{'name':'warm'}}");
        built(hers, "ASIAHERSHERSHERSHER2");
        String build = session(HOME, "build", "AWSCodeBuild-" + hers, "ASIAHERSHERSHERSHER2");
        from("34.228.4.210");
        String usual = call(build, "ecr", "PutImage", "{'repositoryName':'web'}", "null");
        assertThat(investigate().findings()).doesNotContain(usual);
        String unusual = call(build, "iam", "CreateUser", "{'userName':'u'}", "null");
        assertThat(investigate().findings()).contains(unusual);
    }

    @Test
    void whatARoleAlwaysDidIsHisWhereAnotherServiceOfHisDoesItFromElsewhere() {
        String secret = "{'secretId':'db'}";
        from("34.228.4.1");
        recordAt(
                "2024-07-20T10:00:00Z",
                session(HOME, "etl", "GlueJobRunnerSession", "ASIAGLUEGLUEGLUEGLU0"),
                "secretsmanager",
                "GetSecretValue",
                secret,
                "null");
        attack(
                "sagemaker",
                "CreateNotebookInstance",
                "{'notebookInstanceName':'n','roleArn':'arn:aws:iam::111122223333:role/etl'}",
                "{'notebookInstanceArn':'arn:aws:sagemaker:us-east-1:111122223333:notebook-instance/n'}");
        call(
                service("sagemaker.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "etl", "SageMaker"),
                issued(HOME, "etl", "SageMaker", "ASIASAGESAGESAGESAG1"));
        from("34.228.4.210");
        String read = call(
                session(HOME, "etl", "SageMaker", "ASIASAGESAGESAGESAG1"),
                "secretsmanager",
                "GetSecretValue",
                secret,
                "null");
        assertThat(investigate().findings()).contains(read);
    }

    @Test
    void ofTheTasksByOneRoleThoseAreHisThatHeStarted() {
        String others = tasks(1);
        assertThat(investigate().findings()).contains("event-4").doesNotContain(others);
    }

    @Test
    void allTasksByTheRoleAreLookedAtWhereAServiceStartsThem() {
        String byService = tasks(1);
        attack("ecs", "CreateService", "{'serviceName':'s','taskDefinition':'mig:1'}", "null");
        assertThat(investigate().findings()).contains("event-4", byService);
    }

    @Test
    void allTasksByTheRoleAreLookedAtWhereTheFamilyHadBeenThere() {
        String perhaps = tasks(2);
        assertThat(investigate().findings()).contains(perhaps);
    }

    /** @return what a task does that he did not start; the fifth record is the work of the one that he did */
    private String tasks(int revision) {
        attack(
                "ecs",
                "RegisterTaskDefinition",
                "{'family':'mig','taskRoleArn':'arn:aws:iam::111122223333:role/tasks'}",
                "{'taskDefinition':{'taskDefinitionArn':'arn:aws:ecs:us-east-1:111122223333:task-definition/mig:"
                        + revision + "','revision':" + revision + "}}");
        attack(
                "ecs",
                "RunTask",
                "{'taskDefinition':'mig'}",
                "{'tasks':[{'taskArn':'arn:aws:ecs:us-east-1:111122223333:task/main/aaaa'}]}");
        for (String task : new String[] {"aaaa", "bbbb"}) {
            call(
                    service("ecs-tasks.amazonaws.com"),
                    "sts",
                    "AssumeRole",
                    assume(HOME, "tasks", task),
                    issued(HOME, "tasks", task, "ASIATASKTASKTASK" + task));
        }
        call(session(HOME, "tasks", "aaaa", "ASIATASKTASKTASKaaaa"), "iam", "ListUsers", "null", "null");
        return call(session(HOME, "tasks", "bbbb", "ASIATASKTASKTASKbbbb"), "iam", "ListUsers", "null", "null");
    }

    private void built(String build, String key) {
        call(
                service("codebuild.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "build", "AWSCodeBuild-" + build),
                issued(HOME, "build", "AWSCodeBuild-" + build, key));
    }

    @Test
    void ofTheAutomationsWithOneRoleThatOneIsHisWhichHeStarted() {
        String his = automation("0a0a0a0a-1111-4222-8333-444444444444", "", true);
        String somebodys = automation("0b0b0b0b-1111-4222-8333-444444444444", "", false);
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(somebodys);
        assertThat(found.principals())
                .contains(
                        "arn:aws:sts::111122223333:assumed-role/fixer/Automation-0a0a0a0a-1111-4222-8333-444444444444")
                .doesNotContain(
                        "arn:aws:sts::111122223333:assumed-role/fixer/Automation-0b0b0b0b-1111-4222-8333-444444444444");
    }

    /** The runbook names the role, the call that starts it does not: a colleague's automation works by it too. */
    @Test
    void anAutomationWhoseRunbookNamesTheRoleIsToldByItsId() {
        attack(
                "ssm",
                "StartAutomationExecution",
                "{'documentName':'Ops-HostRefresh','parameters':{}}",
                "{'automationExecutionId':'0d0d0d0d-1111-4222-8333-444444444444'}");
        String his = automation("0d0d0d0d-1111-4222-8333-444444444444", "", false);
        String somebodys = automation("0e0e0e0e-1111-4222-8333-444444444444", "", false);
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(somebodys);
        assertThat(found.principal("Automation-0d0d0d0d-1111-4222-8333-444444444444")
                        .arn())
                .isEqualTo(
                        "arn:aws:sts::111122223333:assumed-role/fixer/Automation-0d0d0d0d-1111-4222-8333-444444444444");
    }

    /** What a parameter is called the runbook's author decides. */
    @Test
    void aParameterThatIsCalledLikeARoleHidesNoAutomation() {
        attack(
                "ssm",
                "StartAutomationExecution",
                "{'documentName':'Evil','parameters':{'TargetRole':['arn:aws:iam::111122223333:role/decoy']}}",
                "{'automationExecutionId':'0d0d0d0d-1111-4222-8333-444444444444'}");
        String his = automation("0d0d0d0d-1111-4222-8333-444444444444", "", false);
        assertThat(investigate().findings()).contains(his);
    }

    /** A job's role trusts the tasks of ECS, by which AWS Batch works. */
    @Test
    void aRoleThatHePassedToAJobIsTakenForATaskOfEcs() {
        attack(
                "batch",
                "RegisterJobDefinition",
                "{'jobDefinitionName':'mine','type':'container','containerProperties':{'jobRoleArn':'arn:aws:iam::111122223333:role/jobs'}}",
                "{'revision':1}");
        attack(
                "batch",
                "SubmitJob",
                "{'jobName':'x','jobQueue':'gpu','jobDefinition':'mine'}",
                "{'jobName':'x','jobId':'7565dce0-0887-46e2-94e5-073c421608f1'}");
        call(
                service("ecs-tasks.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "jobs", "aaaa"),
                issued(HOME, "jobs", "aaaa", "ASIAJOBJOBJOBJOBJOB1"));
        String his = call(
                session(HOME, "jobs", "aaaa", "ASIAJOBJOBJOBJOBJOB1"), "iam", "CreateUser", "{'userName':'u'}", "null");
        assertThat(investigate().findings()).contains(his);
    }

    @Test
    void anAutomationOfWhichNoSessionIsFoundIsNamedWithTheReason() {
        attack(
                "ssm",
                "StartAutomationExecution",
                "{'documentName':'AWS-RestartEC2Instance','parameters':{'InstanceId':['i-0aaaaaaaaaaaaaaa1']}}",
                "{'automationExecutionId':'0d0d0d0d-1111-4222-8333-444444444444'}");
        Case found = investigate();
        assertThat(found.leftOut()).contains("Automation-0d0d0d0d-1111-4222-8333-444444444444");
        assertThat(found.principal("Automation-0d0d0d0d-1111-4222-8333-444444444444")
                        .why())
                .contains("works in his own name, or by the role that the call or its runbook names");
    }

    /** Whose task it is that Batch starts no log says: a colleague's job of the same definition runs by the same role. */
    @Test
    void aJobOfBatchWorksByARoleThatNoCallTells() {
        attack(
                "batch",
                "SubmitJob",
                "{'jobName':'x','jobQueue':'gpu','jobDefinition':'train:4'}",
                "{'jobName':'x','jobId':'7565dce0-0887-46e2-94e5-073c421608f1'}");
        String colleagues =
                call(session(HOME, "batch-train", "bbbb", "ASIATASKTASKTASKbbbb"), "iam", "ListUsers", "null", "null");
        Case found = investigate();
        assertThat(found.leftOut()).contains("train:4");
        assertThat(found.findings()).doesNotContain(colleagues);
    }

    @Test
    void anAutomationForManyTargetsRunsUnderIdsThatNobodyTells() {
        automation("0a0a0a0a-1111-4222-8333-444444444444", ",'targets':[{'key':'tag:env','values':['prod']}]", true);
        String child = automation("0c0c0c0c-1111-4222-8333-444444444444", "", false);
        assertThat(investigate().findings()).contains(child);
    }

    /** @return what the automation does */
    private String automation(String execution, String more, boolean startedByHim) {
        if (startedByHim) {
            attack(
                    "ssm",
                    "StartAutomationExecution",
                    "{'documentName':'AWS-CreateImage','parameters':{'AutomationAssumeRole':['arn:aws:iam::111122223333:role/fixer']}"
                            + more + "}",
                    "{'automationExecutionId':'" + execution + "'}");
        }
        String key = "ASIA" + execution.substring(0, 8).toUpperCase(Locale.ROOT) + "AUTO";
        call(
                service("ssm.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "fixer", "Automation-" + execution),
                issued(HOME, "fixer", "Automation-" + execution, key));
        return call(
                session(HOME, "fixer", "Automation-" + execution, key),
                "ec2",
                "CreateImage",
                "{'instanceId':'i-0aaaaaaaaaaaaaaa1','name':'" + execution + "'}",
                "{'imageId':'ami-0aaaaaaaaaaaaaaa1'}");
    }
}
