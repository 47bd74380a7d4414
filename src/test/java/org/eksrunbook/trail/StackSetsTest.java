package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Stack sets of the attacker's, and beside each a colleague's at work in the same hour. Sessions are called by a UUID, and stacks {@code StackSet-<set>-<uuid>}, as messages of CloudFormation
 * show them that people wrote about.
 */
class StackSetsTest extends AttackLog {

    private static final String THIRD = "777788889999";
    private static final String CLOUDFORMATION = "cloudformation.amazonaws.com";
    private static final String ADMINISTRATION = "AWSCloudFormationStackSetAdministrationRole";
    private static final String EXECUTION = "AWSCloudFormationStackSetExecutionRole";
    private static final String SERVICE_MANAGED = "stacksets-exec-49150fde14d44b6ce1a964ba67e522aa";
    private static final String ORGANIZATION = "AWSServiceRoleForCloudFormationStackSetsOrgAdmin";
    private static final String MANAGEMENT = "222233334444";
    private static final String ACCOUNTS = "'accounts':['" + OTHER + "','" + THIRD + "'],'regions':['us-east-1']}";
    private static final String OPERATION = "{'operationId':'1d6cc9c5-b5f5-4527-8696-fcb75ba92be7'}";

    private int sessions;
    private final List<String> told = new ArrayList<>();

    /** A session in which CloudFormation works. */
    private record Working(String account, String role, String name, String key) {
        String identity() {
            return session(account, role, name, key).replaceFirst("\\{", "{'invokedBy':'" + CLOUDFORMATION + "',");
        }

        String arn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + name;
        }
    }

    private String uuid() {
        return "%08x-1d1f-4aeb-8930-3e65dcef6bab".formatted(++sessions);
    }

    private String key() {
        return "ASIA%016d".formatted(++sessions);
    }

    private static String stack(String set, String account) {
        return "StackSet-" + set + "-9cc76b74-20fc-4364-9ec0-" + account;
    }

    private String note(String event) {
        told.add(event);
        return event;
    }

    /** What was noted since the last time. */
    private List<String> noted() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    private Working administration(String time) {
        from(CLOUDFORMATION);
        Working session = new Working(HOME, ADMINISTRATION, uuid(), key());
        note(recordAt(
                time,
                service(CLOUDFORMATION),
                "sts",
                "AssumeRole",
                assume(HOME, ADMINISTRATION, session.name()),
                issued(HOME, ADMINISTRATION, session.name(), session.key())));
        return session;
    }

    private Working execution(String time, Working administration, String account) {
        Working session = new Working(account, EXECUTION, uuid(), key());
        note(recordAt(
                time,
                administration.identity(),
                "sts",
                "AssumeRole",
                assume(account, EXECUTION, session.name()),
                issued(account, EXECUTION, session.name(), session.key())));
        return session;
    }

    private String onStack(String time, Working session, String call, String set) {
        from(CLOUDFORMATION);
        String stack = stack(set, session.account());
        String answer =
                "{'stackId':'arn:aws:cloudformation:us-east-1:" + session.account() + ":stack/" + stack + "/1'}";
        return note(recordAt(
                time,
                session.identity(),
                "cloudformation",
                call,
                "{'stackName':'" + stack + "'}",
                call.equals("DeleteStack") ? "null" : answer));
    }

    private String makesRole(String time, Working session) {
        from(CLOUDFORMATION);
        return note(recordAt(
                time,
                session.identity(),
                "iam",
                "CreateRole",
                "{'roleName':'baseline-" + session.account() + "'}",
                "null"));
    }

    /** An operation of a self-managed set in two accounts. */
    private void works(String time, String call, String set) {
        for (String account : List.of(OTHER, THIRD)) {
            Working execution = execution(time, administration(time), account);
            onStack(time, execution, call, set);
            makesRole(time, execution);
        }
    }

    private String instances(String call, String set) {
        return attack("cloudformation", call, "{'stackSetName':'" + set + "'," + ACCOUNTS, OPERATION);
    }

    @Test
    void whatAColleaguesSetDoesInTheSameHourIsNotHis() {
        instances("CreateStackInstances", "audit");
        works("2024-08-02T08:05:00Z", "CreateStack", "audit");
        List<String> his = noted();
        works("2024-08-02T08:06:00Z", "CreateStack", "baseline");
        List<String> colleagues = noted();
        Case found = investigate();
        assertThat(found.findings()).containsAll(stackWork(his, 2)).doesNotContainAnyElementsOf(colleagues);
        assertThat(found.leftOut()).contains("arn:aws:iam::" + HOME + ":role/" + ADMINISTRATION);
    }

    /** Without the two takings of roles in front of each stack's. */
    private static List<String> stackWork(List<String> events, int accounts) {
        int each = events.size() / accounts;
        List<String> work = new ArrayList<>();
        for (int at = 0; at < events.size(); at++) {
            if (at % each >= each - 2) {
                work.add(events.get(at));
            }
        }
        return work;
    }

    @Test
    void oneSessionOfTheAdministrationRoleMayWorkForBoth() {
        instances("CreateStackInstances", "audit");
        Working administration = administration("2024-08-02T08:05:00Z");
        Working his = execution("2024-08-02T08:05:01Z", administration, OTHER);
        String made = onStack("2024-08-02T08:05:02Z", his, "CreateStack", "audit");
        String role = makesRole("2024-08-02T08:05:03Z", his);
        noted();
        Working hers = execution("2024-08-02T08:06:01Z", administration, OTHER);
        onStack("2024-08-02T08:06:02Z", hers, "CreateStack", "audit-2");
        makesRole("2024-08-02T08:06:03Z", hers);
        Case found = investigate();
        assertThat(found.findings()).contains(made, role).doesNotContainAnyElementsOf(noted());
        assertThat(found.principals()).contains(his.arn()).doesNotContain(hers.arn());
    }

    /** CloudFormation goes on with a session that it took before the operation. */
    @Test
    void whatASessionFromBeforeDoesForHisSetIsHisFromThenOn() {
        Working before = execution("2024-08-02T07:40:00Z", administration("2024-08-02T07:40:00Z"), OTHER);
        onStack("2024-08-02T07:41:00Z", before, "UpdateStack", "baseline");
        List<String> colleagues = noted();
        recordAt(
                "2024-08-02T08:00:00Z",
                MALLORY,
                "cloudformation",
                "CreateStackInstances",
                "{'stackSetName':'audit'," + ACCOUNTS,
                OPERATION);
        String made = onStack("2024-08-02T08:05:00Z", before, "CreateStack", "audit");
        assertThat(investigate().findings()).contains(made).doesNotContainAnyElementsOf(colleagues);
    }

    @Test
    void aRecordThatDoesNotSayThatCloudFormationCalledTellsTheSetByItsKey() {
        instances("CreateStackInstances", "audit");
        Working hers = execution("2024-08-02T08:05:00Z", administration("2024-08-02T08:05:00Z"), OTHER);
        from("203.0.113.20");
        String made = recordAt(
                "2024-08-02T08:05:01Z",
                session(OTHER, EXECUTION, hers.name(), hers.key()),
                "cloudformation",
                "CreateStack",
                "{'stackName':'" + stack("baseline", OTHER) + "'}",
                "null");
        String role = makesRole("2024-08-02T08:05:02Z", hers);
        assertThat(investigate().findings()).doesNotContain(made, role);
    }

    @Test
    void theOtherAccountsLogTellsTheSame() {
        instances("CreateStackInstances", "audit");
        String his = elsewhere("2024-08-02T08:05:00Z", "audit");
        String colleagues = elsewhere("2024-08-02T08:06:00Z", "baseline");
        assertThat(investigate().findings()).contains(his).doesNotContain(colleagues);
    }

    /** The target account's record of the taking names the caller by his unique id alone. */
    private String elsewhere(String time, String set) {
        Working administration = administration(time);
        Working execution = new Working(OTHER, EXECUTION, uuid(), key());
        recordAt(
                time,
                "{'type':'AWSAccount','principalId':'AROA" + ADMINISTRATION + ":" + administration.name()
                        + "','accountId':'" + HOME + "','invokedBy':'" + CLOUDFORMATION + "'}",
                "sts",
                "AssumeRole",
                assume(OTHER, EXECUTION, execution.name()),
                issued(OTHER, EXECUTION, execution.name(), execution.key()),
                ",'recipientAccountId':'" + OTHER + "'");
        onStack(time, execution, "CreateStack", set);
        return makesRole(time, execution);
    }

    @Test
    void aSetThatWasThereIsUpdatedWhereverItsStacksAre() {
        attack(
                "cloudformation",
                "UpdateStackSet",
                "{'stackSetName':'logging:0a1b2c3d-0000-1111-2222-333344445555'}",
                OPERATION);
        works("2024-08-02T08:05:00Z", "UpdateStack", "logging");
        List<String> his = noted();
        works("2024-08-02T08:06:00Z", "UpdateStack", "baseline");
        List<String> colleagues = noted();
        works("2024-08-03T10:00:00Z", "UpdateStack", "logging");
        List<String> nextDay = noted();
        assertThat(investigate().findings())
                .containsAll(stackWork(his, 2))
                .doesNotContainAnyElementsOf(colleagues)
                .doesNotContainAnyElementsOf(nextDay);
    }

    /** The stacks are called as if another one's set had made a thing in them. */
    @Test
    void aNameLikeThatOfAnothersStackHidesNothing() {
        String set = "baseline-9cc76b74-20fc-4364-9ec0-593ca7a00fd0";
        instances("CreateStackInstances", set);
        works("2024-08-02T08:05:00Z", "CreateStack", set);
        assertThat(investigate().findings()).containsAll(stackWork(noted(), 2));
    }

    @Test
    void stacksThatHeHasDeletedAreHis() {
        instances("DeleteStackInstances", "logging");
        works("2024-08-02T08:05:00Z", "DeleteStack", "logging");
        List<String> his = noted();
        works("2024-08-02T08:06:00Z", "CreateStack", "baseline");
        assertThat(investigate().findings()).containsAll(stackWork(his, 2)).doesNotContainAnyElementsOf(noted());
    }

    @Test
    void aSetThatHeMadeIsHisLongAfter() {
        attack("cloudformation", "CreateStackSet", "{'stackSetName':'audit'}", "{'stackSetId':'audit:1'}");
        works("2024-08-02T08:06:00Z", "CreateStack", "baseline");
        List<String> colleagues = noted();
        works("2024-08-04T10:00:00Z", "CreateStack", "audit");
        List<String> his = noted();
        works("2024-08-04T10:01:00Z", "UpdateStack", "baseline");
        assertThat(investigate().findings())
                .containsAll(stackWork(his, 2))
                .doesNotContainAnyElementsOf(colleagues)
                .doesNotContainAnyElementsOf(noted());
    }

    /** The log of the region in which the stack was made is not there. */
    @Test
    void whatNamesNoStackIsKeptWithTheReasonUnlessItIsInAnAccountThatHeDidNotName() {
        attack(
                "cloudformation",
                "CreateStackInstances",
                "{'stackSetName':'audit','accounts':['" + OTHER + "'],'regions':['eu-west-1']}",
                OPERATION);
        Working there = execution("2024-08-02T08:05:00Z", administration("2024-08-02T08:05:00Z"), OTHER);
        String kept = makesRole("2024-08-02T08:05:10Z", there);
        Working elsewhere = execution("2024-08-02T08:06:00Z", administration("2024-08-02T08:06:00Z"), THIRD);
        String undecided = makesRole("2024-08-02T08:06:10Z", elsewhere);
        Case found = investigate();
        assertThat(found.findings()).contains(kept).doesNotContain(undecided);
        assertThat(found.principal(there.arn()).source()).contains("it may have worked for another stack set");
        assertThat(found.leftOut()).contains(elsewhere.arn());
        assertThat(found.principal(elsewhere.arn()).why()).contains("no operation of the attacker's");
    }

    @Test
    void aThingThatIsCalledAfterTheStackTellsTheSet() {
        instances("CreateStackInstances", "audit");
        Working his = execution("2024-08-02T08:05:00Z", administration("2024-08-02T08:05:00Z"), OTHER);
        Working hers = execution("2024-08-02T08:06:00Z", administration("2024-08-02T08:06:00Z"), OTHER);
        String made = makesQueue(his, "audit");
        String colleagues = makesQueue(hers, "baseline");
        assertThat(investigate().findings()).contains(made).doesNotContain(colleagues);
    }

    private String makesQueue(Working session, String set) {
        return recordAt(
                "2024-08-02T08:07:00Z",
                session.identity(),
                "sqs",
                "CreateQueue",
                "{'queueName':'" + stack(set, OTHER) + "-Queue-1ABC2DEF'}",
                "null");
    }

    /** Of the administration role and of its sessions nothing is in the logs. */
    @Test
    void aSessionToWhichNoTakingLeadsIsTheSetsWhoseStackItNames() {
        instances("CreateStackInstances", "audit");
        Working his = new Working(OTHER, EXECUTION, uuid(), key());
        String made = onStack("2024-08-02T08:05:00Z", his, "CreateStack", "audit");
        String role = makesRole("2024-08-02T08:05:01Z", his);
        Working hers = new Working(OTHER, EXECUTION, uuid(), key());
        noted();
        onStack("2024-08-02T08:06:00Z", hers, "CreateStack", "baseline");
        makesRole("2024-08-02T08:06:01Z", hers);
        Working untold = new Working(THIRD, EXECUTION, uuid(), key());
        makesRole("2024-08-02T08:06:02Z", untold);
        Working engineer = new Working(OTHER, "engineer", "lee", key());
        onStack("2024-08-02T08:06:03Z", engineer, "CreateStack", "audit");
        Case found = investigate();
        assertThat(found.findings()).contains(made, role).doesNotContainAnyElementsOf(noted());
        assertThat(found.leftOut()).contains(untold.arn());
    }

    /** What he worked on was made by others, with another administration role than the one that such sets have. */
    @Test
    void whichAdministrationRoleASetHasNeedNotBeTold() {
        instances("UpdateStackInstances", "logging");
        String role = "StackSetDeployer";
        Working deployer = new Working(HOME, role, uuid(), key());
        from(CLOUDFORMATION);
        recordAt(
                "2024-08-02T08:05:00Z",
                service(CLOUDFORMATION),
                "sts",
                "AssumeRole",
                assume(HOME, role, deployer.name()),
                issued(HOME, role, deployer.name(), deployer.key()));
        String his = onStack(
                "2024-08-02T08:05:02Z", execution("2024-08-02T08:05:01Z", deployer, OTHER), "UpdateStack", "logging");
        String colleagues = onStack(
                "2024-08-02T08:06:02Z", execution("2024-08-02T08:06:01Z", deployer, OTHER), "UpdateStack", "baseline");
        assertThat(investigate().findings()).contains(his).doesNotContain(colleagues);
    }

    @Test
    void aSetOfTheSameNameOfAnotherAdministratorIsHers() {
        instances("CreateStackInstances", "audit");
        Working other = new Working(MANAGEMENT, ADMINISTRATION, uuid(), key());
        from(CLOUDFORMATION);
        recordAt(
                "2024-08-02T08:05:00Z",
                service(CLOUDFORMATION),
                "sts",
                "AssumeRole",
                assume(MANAGEMENT, ADMINISTRATION, other.name()),
                issued(MANAGEMENT, ADMINISTRATION, other.name(), other.key()));
        Working hers = execution("2024-08-02T08:05:01Z", other, OTHER);
        String made = onStack("2024-08-02T08:05:02Z", hers, "CreateStack", "audit");
        assertThat(investigate().findings()).doesNotContain(made);
    }

    @Test
    void ofServiceManagedSetsHisIsToldByItsStacksInEachAccount() {
        attack(
                "cloudformation",
                "CreateStackSet",
                "{'stackSetName':'audit','permissionModel':'SERVICE_MANAGED','autoDeployment':{'enabled':true}}",
                "{'stackSetId':'audit:1'}");
        attack(
                "cloudformation",
                "CreateStackInstances",
                "{'stackSetName':'audit','deploymentTargets':{'organizationalUnitIds':['ou-1cow-1']},'regions':['us-east-1']}",
                OPERATION);
        List<String> his = new ArrayList<>();
        for (String account : List.of(OTHER, THIRD)) {
            Working execution = serviceManaged("2024-08-02T08:05:00Z", account);
            his.add(onStack("2024-08-02T08:05:01Z", execution, "CreateStack", "audit"));
            his.add(makesRole("2024-08-02T08:05:02Z", execution));
        }
        noted();
        for (String account : List.of(OTHER, THIRD)) {
            Working execution = serviceManaged("2024-08-02T08:06:00Z", account);
            onStack("2024-08-02T08:06:01Z", execution, "CreateStack", "baseline");
            makesRole("2024-08-02T08:06:02Z", execution);
        }
        Working untold = serviceManaged("2024-08-02T08:07:00Z", THIRD);
        makesRole("2024-08-02T08:07:01Z", untold);
        // An account that joins the unit gets its stack by itself.
        Working joined = serviceManaged("2024-08-05T08:00:00Z", THIRD);
        his.add(onStack("2024-08-05T08:00:01Z", joined, "CreateStack", "audit"));
        Case found = investigate();
        assertThat(found.findings()).containsAll(his);
        his.forEach(told::remove);
        assertThat(found.findings()).doesNotContainAnyElementsOf(noted());
        assertThat(found.leftOut()).contains(untold.arn(), "audit");
    }

    private Working serviceManaged(String time, String account) {
        from(CLOUDFORMATION);
        Working session = new Working(account, SERVICE_MANAGED, uuid(), key());
        String linked = "arn:aws:iam::" + MANAGEMENT + ":role/aws-service-role/stacksets." + CLOUDFORMATION + "/"
                + ORGANIZATION;
        recordAt(
                time,
                session(MANAGEMENT, ORGANIZATION, uuid(), key())
                        .replace("arn:aws:iam::" + MANAGEMENT + ":role/" + ORGANIZATION, linked)
                        .replaceFirst("\\{", "{'invokedBy':'" + CLOUDFORMATION + "',"),
                "sts",
                "AssumeRole",
                assume(account, SERVICE_MANAGED, session.name()),
                issued(account, SERVICE_MANAGED, session.name(), session.key()));
        return session;
    }

    @Test
    void whoseTakingIsInNoLogIsFoundByTheBeginningOfTheRolesName() {
        attack(
                "cloudformation",
                "UpdateStackInstances",
                "{'stackSetName':'logging','deploymentTargets':{'organizationalUnitIds':['r-1cow']},'regions':['us-east-1']}",
                OPERATION);
        Working his = new Working(OTHER, SERVICE_MANAGED, uuid(), key());
        Working hers = new Working(OTHER, SERVICE_MANAGED, uuid(), key());
        String updated = onStack("2024-08-02T08:05:00Z", his, "UpdateStack", "logging");
        String colleagues = onStack("2024-08-02T08:06:00Z", hers, "UpdateStack", "baseline");
        assertThat(investigate().findings()).contains(updated).doesNotContain(colleagues);
    }

    @Test
    void aNamesakeInAnotherRegionHidesNothingOfTheSetThatHeWorkedOn() {
        in("eu-west-1");
        attack("cloudformation", "CreateStackSet", "{'stackSetName':'payroll'}", "{'stackSetId':'payroll:1'}");
        in("us-east-1");
        attack(
                "cloudformation",
                "UpdateStackSet",
                "{'stackSetName':'payroll','templateURL':'https://x.s3.amazonaws.com/t'}",
                OPERATION);
        Working execution = serviceManaged("2024-08-02T08:05:00Z", OTHER);
        noted();
        onStack("2024-08-02T08:05:10Z", execution, "UpdateStack", "payroll");
        assertThat(investigate().findings()).containsAll(noted());
    }

    @Test
    void aThingCalledAfterAnothersStackHidesNothingInASessionOfHisSet() {
        instances("CreateStackInstances", "evil");
        Working execution = execution("2024-08-02T08:05:00Z", administration("2024-08-02T08:05:00Z"), OTHER);
        onStack("2024-08-02T08:05:10Z", execution, "CreateStack", "evil");
        Working otherKey = new Working(OTHER, EXECUTION, execution.name(), key());
        from(CLOUDFORMATION);
        String hidden = recordAt(
                "2024-08-02T08:06:00Z",
                otherKey.identity(),
                "iam",
                "CreateAccessKey",
                "{'userName':'" + stack("payroll", OTHER) + "'}",
                "{'accessKey':{'accessKeyId':'AKIAHIDDENHIDDENHIDD','userName':'" + stack("payroll", OTHER) + "'}}");
        assertThat(investigate().findings()).contains(hidden);
    }

    @Test
    void whatHeDoesHimselfUnderTheNameOfASessionOfHisSetIsNotMeasuredByTheSet() {
        instances("CreateStackInstances", "evil");
        Working execution = execution("2024-08-02T08:05:00Z", administration("2024-08-02T08:05:00Z"), OTHER);
        onStack("2024-08-02T08:05:10Z", execution, "CreateStack", "evil");
        from("198.51.100.7");
        attack(
                "sts",
                "AssumeRole",
                assume(OTHER, EXECUTION, execution.name()),
                issued(OTHER, EXECUTION, execution.name(), "ASIAHIMSELFHIMSELF01"));
        recordAt(
                "2024-08-02T08:10:00Z",
                session(OTHER, EXECUTION, execution.name(), "ASIAHIMSELFHIMSELF01"),
                "sts",
                "AssumeRole",
                assume("333322221111", "app-prod", "x"),
                issued("333322221111", "app-prod", "x", "ASIAFURTHERFURTHER01"));
        String further = recordAt(
                "2024-08-02T08:11:00Z",
                session("333322221111", "app-prod", "x", "ASIAFURTHERFURTHER01"),
                "iam",
                "CreateUser",
                "{'userName':'u'}",
                "null");
        assertThat(investigate().findings()).contains(further);
    }

    @Test
    void workOnASetOfOthersMoreThanAnHourLaterIsListed() {
        attack(
                "cloudformation",
                "UpdateStackSet",
                "{'stackSetName':'logging','templateURL':'https://x.s3.amazonaws.com/t','operationPreferences':{'maxConcurrentCount':1},"
                        + ACCOUNTS,
                OPERATION);
        noted();
        Working administration = administration("2024-08-02T11:05:00Z");
        Working execution = execution("2024-08-02T11:05:00Z", administration, OTHER);
        noted();
        onStack("2024-08-02T11:06:00Z", execution, "UpdateStack", "logging");
        Case found = investigate();
        assertThat(found.findings()).doesNotContainAnyElementsOf(noted());
        assertThat(found.leftOut()).contains(execution.arn());
    }

    @Test
    void aTextFullOfIdsTakesNoRoom() {
        instances("CreateStackInstances", "evil");
        Working execution = execution("2024-08-02T08:05:00Z", administration("2024-08-02T08:05:00Z"), OTHER);
        onStack("2024-08-02T08:05:10Z", execution, "CreateStack", "evil");
        from(CLOUDFORMATION);
        String ids = "StackSet-a" + "-9cc76b74-20fc-4364-9ec0-123456789012".repeat(50_000);
        String query = recordAt(
                "2024-08-02T08:06:00Z",
                execution.identity(),
                "logs",
                "PutQueryDefinition",
                "{'name':'q','queryString':'" + ids + "'}",
                "null");
        assertThat(investigate().findings()).contains(query);
    }

    @Test
    void setsOfManyNamesCrowdOutNoneOfHis() {
        instances("CreateStackInstances", "evil");
        Working execution = execution("2024-08-02T08:05:00Z", administration("2024-08-02T08:05:00Z"), OTHER);
        for (int decoy = 0; decoy < 60; decoy++) {
            makesQueue(execution, "payroll" + decoy);
        }
        onStack("2024-08-02T08:08:00Z", execution, "CreateStack", "evil");
        String his = makesRole("2024-08-02T08:08:10Z", execution);
        assertThat(investigate().findings()).contains(his);
    }
}
