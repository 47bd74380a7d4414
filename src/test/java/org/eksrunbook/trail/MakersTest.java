package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a stack, a stack set, a Firewall Manager policy, an auto-scaling group or a Beanstalk environment of the attacker's made belongs to it, by what the records say. Beside each
 * something that is called alike and is not its.
 */
class MakersTest extends AttackLog {

    private static final String STACK =
            "arn:aws:cloudformation:us-east-1:" + HOME + ":stack/perf/0a1b2c3d-0000-1111-2222-333344445555";
    private static final String OTHER_STACK =
            "arn:aws:cloudformation:us-east-1:" + HOME + ":stack/perf/ffffffff-0000-1111-2222-333344445555";
    private static final String SET_STACK = "StackSet-baseline-0a1b2c3d-0000-1111-2222-333344445555";
    private static final String POLICY = "0a1b2c3d-1111-2222-3333-444455556666";

    /** CloudFormation in the name of mallory. */
    private static final String FOR_MALLORY =
            MALLORY.substring(0, MALLORY.length() - 1) + ",'invokedBy':'cloudformation.amazonaws.com'}";

    private static final String FIREWALL_MANAGER =
            "{'type':'AssumedRole','principalId':'AROAFMS000000000001:FMS','arn':'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForFMS/FMS',"
                    + "'accountId':'111122223333','sessionContext':{'sessionIssuer':{'type':'Role','principalId':'AROAFMS000000000001',"
                    + "'arn':'arn:aws:iam::111122223333:role/aws-service-role/fms.amazonaws.com/AWSServiceRoleForFMS','accountId':'111122223333',"
                    + "'userName':'AWSServiceRoleForFMS'}},'invokedBy':'fms.amazonaws.com'}";

    private String stack(String name, String arn) {
        return attack("cloudformation", "CreateStack", "{'stackName':'" + name + "'}", "{'stackId':'" + arn + "'}");
    }

    private String byStack(String service, String call, String request) {
        from("cloudformation.amazonaws.com");
        return call(FOR_MALLORY, service, call, request, "null");
    }

    private static String stackTags(String arn) {
        return "[{'key':'aws:cloudformation:stack-name','value':'perf'},{'key':'aws:cloudformation:stack-id','value':'"
                + arn + "'},{'key':'Name','value':'x'}]";
    }

    private static String function(String name, String arn) {
        return "{'functionName':'" + name
                + "','tags':{'aws:cloudformation:stack-name':'perf','aws:cloudformation:stack-id':'" + arn + "'}}";
    }

    @Test
    void whatAStackMadeBelongsToItByTheIdInTheTagAndNotByTheNameThatAnotherHasToo() {
        String made = stack("perf", STACK);
        String his = byStack("lambda", "CreateFunction20150331", function("perf-collector", STACK));
        String others = byStack("lambda", "CreateFunction20150331", function("perf-other", OTHER_STACK));
        Case found = investigate();
        assertThat(found.finding(his).madeBy()).singleElement().satisfies(maker -> {
            assertThat(maker.type()).isEqualTo("AWS::CloudFormation::Stack");
            assertThat(maker.id()).isEqualTo("perf");
            assertThat(maker.arn()).isEqualTo(STACK);
            assertThat(maker.event()).isEqualTo(made);
            assertThat(maker.by()).isEqualTo("id");
            assertThat(maker.certain()).isTrue();
            assertThat(maker.why())
                    .startsWith("the stack perf in us-east-1, which the attacker made with CreateStack (event " + made);
        });
        assertThat(found.finding(others).madeBy()).singleElement().satisfies(maker -> {
            assertThat(maker.arn()).isEqualTo(OTHER_STACK);
            assertThat(maker.event()).as("one of that name, and not his").isNull();
            assertThat(maker.why()).contains("no call of the attacker before it that set it up");
        });
        assertThat(found.finding(made).madeBy()).as("he called himself").isEmpty();
    }

    @Test
    void tagThatSomebodyWritesIntoACallOfHisOwnTellsNothing() {
        stack("perf", STACK);
        String own = attack("lambda", "CreateFunction20150331", function("mine", STACK), "null");
        assertThat(investigate().finding(own).madeBy()).isEmpty();
    }

    @Test
    void tagsByWhichOtherThingsAreChosenAreNotItsOwn() {
        stack("perf", STACK);
        stack("web", STACK.replace("perf", "web"));
        String chosen = stackTags(OTHER_STACK);
        String deploys = byStack(
                "codedeploy",
                "CreateDeploymentGroup",
                "{'deploymentGroupName':'d','ec2TagFilters':" + chosen + ",'targetTags':" + chosen
                        + ",'stage':{'name':'s','aws:cloudformation:stack-id':'" + OTHER_STACK
                        + "'},'filters':{'tags':" + chosen + "}}");
        String tagged = byStack(
                "ec2",
                "CreateSecurityGroup",
                "{'groupName':'g','tagSpecificationSet':{'items':[{'resourceType':'security-group','tags':"
                        + stackTags(STACK) + "}]}}");
        Case found = investigate();
        assertThat(found.finding(deploys).madeBy())
                .extracting(Maker::arn, Maker::by)
                .doesNotContain(tuple(OTHER_STACK, "id"));
        assertThat(found.finding(tagged).madeBy())
                .extracting(Maker::arn, Maker::by)
                .containsExactly(tuple(STACK, "id"));
    }

    @Test
    void whatNamesNoStackBelongsToTheOnlyOneOnWhichCloudFormationWorkedForHim() {
        String made = stack("perf", STACK);
        String policy = byStack("iam", "PutRolePolicy", "{'roleName':'r','policyName':'p','policyDocument':'{}'}");
        Case found = investigate();
        assertThat(found.finding(policy).madeBy())
                .extracting(Maker::event, Maker::by)
                .containsExactly(tuple(made, "caller"));
        assertThat(found.finding(policy).madeBy().get(0).why()).contains("the call itself names no stack");
    }

    @Test
    void ofSeveralStacksTheOneWhoseNameBeginsTheThingsElseAllAndPerhaps() {
        String first = stack("perf", STACK);
        String second = stack("web", STACK.replace("perf", "web"));
        String told = byStack("s3", "CreateBucket", "{'bucketName':'web-store-1a2b3c4d5e6f'}");
        String untold = byStack("s3", "CreateBucket", "{'bucketName':'logs'}");
        Case found = investigate();
        assertThat(found.finding(told).madeBy())
                .extracting(Maker::event, Maker::by)
                .containsExactly(tuple(second, "name"));
        assertThat(found.finding(untold).madeBy()).extracting(Maker::event).containsExactly(first, second);
        assertThat(found.finding(untold).madeBy()).allSatisfy(maker -> {
            assertThat(maker.certain()).isFalse();
            assertThat(maker.why()).contains("perhaps: it is one of the attacker's 2 stacks");
        });
    }

    @Test
    void stackThatHeOnlyUpdatedCountsFromThenOnInItsOwnRegion() {
        String update = attack("cloudformation", "UpdateStack", "{'stackName':'perf'}", "{'stackId':'" + STACK + "'}");
        String his = byStack("lambda", "CreateFunction20150331", function("perf-collector", STACK));
        in("eu-west-1");
        String elsewhere = byStack("s3", "CreateBucket", "{'bucketName':'perf-bucket'}");
        Case found = investigate();
        assertThat(found.finding(his).madeBy()).singleElement().satisfies(maker -> {
            assertThat(maker.event()).isEqualTo(update);
            assertThat(maker.why()).contains("which the attacker changed with UpdateStack");
        });
        assertThat(found.finding(elsewhere).madeBy()).isEmpty();
    }

    @Test
    void whatAChangeSetMadeBelongsToItsStackAndWorksByTheRoleThatItWasGiven() {
        String set = STACK.replace(":stack/perf/", ":changeSet/go/");
        attack(
                "cloudformation",
                "CreateChangeSet",
                "{'stackName':'perf','changeSetName':'go','changeSetType':'CREATE','roleARN':'arn:aws:iam::" + HOME
                        + ":role/deploy'}",
                "{'id':'" + set + "','stackId':'" + STACK + "'}");
        String executed = attack("cloudformation", "ExecuteChangeSet", "{'changeSetName':'" + set + "'}", "null");
        from("cloudformation.amazonaws.com");
        String made = call(
                session(HOME, "deploy", "AWSCloudFormation", "ASIADEPLOY"),
                "s3",
                "CreateBucket",
                "{'bucketName':'store'}",
                "null");
        Case found = investigate();
        assertThat(found.finding(made).madeBy()).singleElement().satisfies(maker -> {
            assertThat(maker.event()).isEqualTo(executed);
            assertThat(maker.arn()).isEqualTo(STACK);
            assertThat(maker.why()).contains("which the attacker made with ExecuteChangeSet");
        });
    }

    @Test
    void stackOfAStackSetBelongsToTheSetAndWhatItMadeToBoth() {
        String role = "AWSCloudFormationStackSetExecutionRole";
        String set = attack(
                "cloudformation",
                "CreateStackSet",
                "{'stackSetName':'baseline'}",
                "{'stackSetId':'baseline:0a1b2c3d-0000-1111-2222-333344445555'}");
        attack(
                "cloudformation",
                "CreateStackInstances",
                "{'stackSetName':'baseline','accounts':['" + HOME + "']}",
                "null");
        from("cloudformation.amazonaws.com");
        String admin = "AWSCloudFormationStackSetAdministrationRole";
        call(
                service("cloudformation.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, admin, "s"),
                issued(HOME, admin, "s", "ASIAADMIN"));
        String by = "," + "'invokedBy':'cloudformation.amazonaws.com'}";
        String administration = session(HOME, admin, "s", "ASIAADMIN");
        call(
                administration.substring(0, administration.length() - 1) + by,
                "sts",
                "AssumeRole",
                assume(HOME, role, "x"),
                issued(HOME, role, "x", "ASIAEXEC"));
        String execution = session(HOME, role, "x", "ASIAEXEC");
        String execute = execution.substring(0, execution.length() - 1) + by;
        String arn = "arn:aws:cloudformation:us-east-1:" + HOME + ":stack/" + SET_STACK + "/aaaa";
        String stack = call(
                execute,
                "cloudformation",
                "CreateStack",
                "{'stackName':'" + SET_STACK + "'}",
                "{'stackId':'" + arn + "'}");
        String made = call(
                execute,
                "lambda",
                "CreateFunction20150331",
                function("f", arn).replace("'perf'", "'" + SET_STACK + "'"),
                "null");
        Case found = investigate();
        assertThat(found.finding(stack).madeBy())
                .extracting(Maker::type, Maker::id, Maker::event, Maker::by)
                .containsExactly(tuple("AWS::CloudFormation::StackSet", "baseline", set, "name"));
        assertThat(found.finding(made).madeBy())
                .extracting(Maker::type, Maker::event)
                .containsExactly(
                        tuple("AWS::CloudFormation::Stack", stack), tuple("AWS::CloudFormation::StackSet", set));
    }

    @Test
    void whatAnAutoScalingGroupStartedBelongsToItAndToTheStackThatMadeTheGroup() {
        String stack = stack("perf", STACK);
        String group = byStack(
                "autoscaling",
                "CreateAutoScalingGroup",
                "{'autoScalingGroupName':'perf-miners-1A2B','minSize':1,'maxSize':9,'tags':" + stackTags(STACK) + "}");
        from("autoscaling.amazonaws.com");
        String start = startedBySomeGroup(group("perf-miners-1A2B"), "i-0aaaaaaaaaaaaaaa1");
        Case found = investigate();
        assertThat(found.finding(group).madeBy()).extracting(Maker::event).containsExactly(stack);
        assertThat(found.finding(start).madeBy())
                .extracting(Maker::type, Maker::id, Maker::event, Maker::by)
                .containsExactly(tuple("AWS::AutoScaling::AutoScalingGroup", "perf-miners-1A2B", group, "tag"));
    }

    @Test
    void groupOfSomebodyElseThatUsesHisTemplateIsNamedAsNotSetUpByHim() {
        attack(
                "ec2",
                "CreateLaunchTemplateVersion",
                "{'CreateLaunchTemplateVersionRequest':{'LaunchTemplateId':'lt-web'}}",
                "{'CreateLaunchTemplateVersionResponse':{'launchTemplateVersion':{'launchTemplateId':'lt-web','versionNumber':5}}}");
        String start = startedBySomeGroup(
                tag("aws:ec2launchtemplate:id", "lt-web") + "," + tag("aws:ec2launchtemplate:version", "5") + ","
                        + group("web"),
                "i-0aaaaaaaaaaaaaaa1");
        assertThat(investigate().finding(start).madeBy()).singleElement().satisfies(maker -> {
            assertThat(maker.id()).isEqualTo("web");
            assertThat(maker.event()).isNull();
            assertThat(maker.why()).contains("no call of the attacker before it that set it up");
        });
    }

    @Test
    void nodesBelongToTheirGroupInItsClusterAlone() {
        String made = attack(
                "eks",
                "CreateNodegroup",
                "{'name':'prod','nodegroupName':'extra','nodeRole':'arn:aws:iam::111122223333:role/node'}",
                "{'nodegroup':{'nodegroupName':'extra','clusterName':'prod'}}");
        String start = startedBySomeGroup(
                group("eks-extra-1234") + "," + tag("eks:nodegroup-name", "extra") + ","
                        + tag("eks:cluster-name", "prod"),
                "i-0aaaaaaaaaaaaaaa1");
        assertThat(investigate().finding(start).madeBy())
                .extracting(Maker::id, Maker::event)
                .containsExactly(tuple("eks-extra-1234", null), tuple("prod|extra", made));
    }

    @Test
    void whatABeanstalkEnvironmentMadeBelongsToItByItsId() {
        String environment = attack(
                "elasticbeanstalk",
                "CreateEnvironment",
                "{'environmentName':'shop','applicationName':'a'}",
                "{'environmentName':'shop','environmentId':'e-abcdefghij'}");
        String forMallory =
                MALLORY.substring(0, MALLORY.length() - 1) + ",'invokedBy':'elasticbeanstalk.amazonaws.com'}";
        from("elasticbeanstalk.amazonaws.com");
        String stack = call(
                forMallory,
                "cloudformation",
                "CreateStack",
                "{'stackName':'awseb-e-abcdefghij-stack','tags':[{'key':'elasticbeanstalk:environment-name','value':'shop'}]}",
                "{'stackId':'" + STACK.replace("perf", "awseb-e-abcdefghij-stack") + "'}");
        String another = call(
                forMallory,
                "cloudformation",
                "CreateStack",
                "{'stackName':'awseb-e-zzzzzzzzzz-stack','tags':[{'key':'elasticbeanstalk:environment-name','value':'shop'}]}",
                "null");
        String group = byStack(
                "ec2",
                "CreateSecurityGroup",
                "{'groupName':'awseb-e-abcdefghij-stack-SG','tagSpecificationSet':{'items':[{'resourceType':'security-group','tags':["
                        + tag("elasticbeanstalk:environment-id", "e-abcdefghij") + ","
                        + tag("aws:cloudformation:stack-id", STACK.replace("perf", "awseb-e-abcdefghij-stack"))
                        + "]}]}}");
        Case found = investigate();
        assertThat(found.finding(stack).madeBy())
                .extracting(Maker::type, Maker::id, Maker::event, Maker::by)
                .containsExactly(tuple("AWS::ElasticBeanstalk::Environment", "shop", environment, "id"));
        assertThat(found.finding(another).madeBy())
                .as("another environment, which had the name")
                .extracting(Maker::event)
                .containsOnlyNulls();
        assertThat(found.finding(group).madeBy()).extracting(Maker::event).containsExactly(stack, environment);
    }

    @Test
    void whoeverWritesATemplateMayWriteTheTagsAndNamesOfBeanstalk() {
        attack(
                "elasticbeanstalk",
                "CreateEnvironment",
                "{'environmentName':'shop','applicationName':'a'}",
                "{'environmentName':'shop','environmentId':'e-abcdefghij'}");
        stack("perf", STACK);
        String tagged = byStack(
                "ec2",
                "CreateSecurityGroup",
                "{'groupName':'g','tagSpecificationSet':{'items':[{'resourceType':'security-group','tags':["
                        + tag("elasticbeanstalk:environment-id", "e-abcdefghij") + ","
                        + tag("aws:cloudformation:stack-id", STACK) + "]}]}}");
        String named = byStack("cloudformation", "CreateStack", "{'stackName':'awseb-e-abcdefghij-stack'}");
        Case found = investigate();
        assertThat(List.of(tagged, named))
                .extracting(event -> found.finding(event).madeBy().get(1))
                .allSatisfy(maker ->
                        assertThat(maker.why()).contains("perhaps: ", "whoever writes a template may write it too"))
                .extracting(Maker::type, Maker::by, Maker::certain)
                .containsExactly(
                        tuple("AWS::ElasticBeanstalk::Environment", "tag", false),
                        tuple("AWS::ElasticBeanstalk::Environment", "name", false));
        assertThat(found.finding(tagged).madeBy())
                .extracting(Maker::type, Maker::certain)
                .containsExactly(
                        tuple("AWS::CloudFormation::Stack", true), tuple("AWS::ElasticBeanstalk::Environment", false));
    }

    @Test
    void tagsOfEksInAGroupOfAnotherNameAreWhatSomebodyWrote() {
        String made = attack(
                "eks",
                "CreateNodegroup",
                "{'name':'prod','nodegroupName':'extra','nodeRole':'arn:aws:iam::111122223333:role/node'}",
                "{'nodegroup':{'nodegroupName':'extra','clusterName':'prod'}}");
        String start = startedBySomeGroup(
                group("web") + "," + tag("eks:nodegroup-name", "extra") + "," + tag("eks:cluster-name", "prod"),
                "i-0aaaaaaaaaaaaaaa1");
        assertThat(investigate().finding(start).madeBy())
                .extracting(Maker::id, Maker::event, Maker::certain)
                .containsExactly(tuple("web", null, true), tuple("prod|extra", made, false));
    }

    @Test
    void stackThatIsWorkedOnAfterItsDeletionFailedIsStillThere() {
        String update = attack("cloudformation", "UpdateStack", "{'stackName':'perf'}", "null");
        attack("cloudformation", "DeleteStack", "{'stackName':'perf'}", "null");
        attack("cloudformation", "UpdateStack", "{'stackName':'perf'}", "null");
        String made = byStack(
                "lambda",
                "CreateFunction20150331",
                "{'functionName':'f','tags':{'aws:cloudformation:stack-name':'perf'}}");
        assertThat(investigate().finding(made).madeBy())
                .extracting(Maker::event)
                .containsExactly(update);
    }

    @Test
    void whatFirewallManagerMadeForHisPolicyIsListedAndBelongsToItAndAnothersIsNot() {
        String put = attack(
                "fms",
                "PutPolicy",
                "{'policy':{'policyName':'open','remediationEnabled':true}}",
                "{'policy':{'policyId':'" + POLICY + "','policyName':'open'}}");
        from("fms.amazonaws.com");
        String acl = call(
                FIREWALL_MANAGER,
                "wafv2",
                "CreateWebACL",
                "{'name':'FMManagedWebACLV2-open-1722585600000','scope':'REGIONAL'}",
                "{'summary':{'name':'FMManagedWebACLV2-open-1722585600000','id':'w-1'}}");
        String group = call(
                FIREWALL_MANAGER,
                "ec2",
                "CreateSecurityGroup",
                "{'groupName':'copy','groupDescription':'policy " + POLICY + "'}",
                "{'groupId':'sg-0a1b2c3d4e5f60718'}");
        String others = call(
                FIREWALL_MANAGER,
                "wafv2",
                "CreateWebACL",
                "{'name':'FMManagedWebACLV2-open-doors-1722585600000','scope':'REGIONAL'}",
                "null");
        in("eu-west-1");
        String elsewhere = call(
                FIREWALL_MANAGER,
                "wafv2",
                "CreateWebACL",
                "{'name':'FMManagedWebACLV2-open-1722585600000','scope':'REGIONAL'}",
                "null");
        Case found = investigate();
        assertThat(found.findings()).contains(acl, group).doesNotContain(others, elsewhere);
        assertThat(found.finding(acl).madeBy())
                .extracting(Maker::type, Maker::id, Maker::event, Maker::by)
                .containsExactly(tuple("AWS::FMS::Policy", "open", put, "name"));
        assertThat(found.finding(group).madeBy())
                .extracting(Maker::event, Maker::by)
                .containsExactly(tuple(put, "id"));
        assertThat(found.principals()).contains("Firewall Manager policy open in us-east-1");
    }

    @Test
    void policyThatHeOnlyChangedHasWhatFirewallManagerDidForItSince() {
        from("fms.amazonaws.com");
        String request = "{'groupName':'copy','groupDescription':'policy " + POLICY + "'}";
        String before =
                call(FIREWALL_MANAGER, "ec2", "CreateSecurityGroup", request, "{'groupId':'sg-0a1b2c3d4e5f60718'}");
        String put = attack(
                "fms",
                "PutPolicy",
                "{'policy':{'policyName':'open','policyId':'" + POLICY + "'}}",
                "{'policy':{'policyId':'" + POLICY + "'}}");
        String since =
                call(FIREWALL_MANAGER, "ec2", "CreateSecurityGroup", request, "{'groupId':'sg-0a1b2c3d4e5f60719'}");
        Case found = investigate();
        assertThat(found.findings()).contains(since).doesNotContain(before);
        assertThat(found.finding(since).madeBy()).singleElement().satisfies(maker -> {
            assertThat(maker.event()).isEqualTo(put);
            assertThat(maker.why()).contains("which the attacker changed with PutPolicy");
        });
    }

    @Test
    void whatBearsTheNameOfAStackThatHeDeletedBeforeIsNotHis() {
        attack("cloudformation", "UpdateStack", "{'stackName':'perf'}", "null");
        attack("cloudformation", "DeleteStack", "{'stackName':'perf'}", "null");
        String made = byStack(
                "lambda",
                "CreateFunction20150331",
                "{'functionName':'f','tags':{'aws:cloudformation:stack-name':'perf'}}");
        assertThat(investigate().finding(made).madeBy()).singleElement().satisfies(maker -> {
            assertThat(maker.event()).isNull();
            assertThat(maker.why()).contains("was deleted before");
        });
    }

    @Test
    void whatMakesThingsIsAThingItself() {
        String stack = stack("perf", STACK);
        String set = attack("cloudformation", "UpdateStackSet", "{'stackSetName':'baseline'}", "{'operationId':'x'}");
        String policy = attack(
                "fms",
                "PutPolicy",
                "{'policy':{'policyName':'open'}}",
                "{'policy':{'policyId':'" + POLICY + "','policyName':'open'},'policyArn':'arn:aws:fms:us-east-1:" + HOME
                        + ":policy/" + POLICY + "'}");
        String group = attack(
                "autoscaling", "CreateAutoScalingGroup", "{'autoScalingGroupName':'miners','maxSize':1}", "null");
        String nodes = attack(
                "eks",
                "CreateNodegroup",
                "{'name':'prod','nodegroupName':'extra'}",
                "{'nodegroup':{'nodegroupName':'extra','clusterName':'prod','nodegroupArn':'arn:aws:eks:us-east-1:"
                        + HOME + ":nodegroup/prod/extra/1a2b'}}");
        String environment = attack(
                "elasticbeanstalk",
                "CreateEnvironment",
                "{'environmentName':'shop','applicationName':'a'}",
                "{'environmentName':'shop','environmentId':'e-abcdefghij'}");
        Case found = investigate();
        assertThat(List.of(stack, set, policy, group, nodes, environment))
                .extracting(event -> found.finding(event).resources().get(0))
                .extracting(one -> one.type() + " " + (one.arn() == null ? one.id() : one.arn()))
                .containsExactly(
                        "AWS::CloudFormation::Stack " + STACK,
                        "AWS::CloudFormation::StackSet baseline",
                        "AWS::FMS::Policy open",
                        "AWS::AutoScaling::AutoScalingGroup miners",
                        "AWS::EKS::Nodegroup arn:aws:eks:us-east-1:" + HOME + ":nodegroup/prod/extra/1a2b",
                        "AWS::ElasticBeanstalk::Environment shop");
    }
}
