package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What a service starts later, in its own name, from a group or template that the attacker made or changed: it is listed, and the instances act for him.
 * Beside each a group of somebody else's.
 */
class InstanceGroupsTest extends AttackLog {

    private static final String MINER = "i-0aaaaaaaaaaaaaaa1";
    private static final String WEB = "i-0bbbbbbbbbbbbbbb2";

    private String calledBy(String instance) {
        return call(session(HOME, "node", instance, "ASIA" + instance), "s3", "ListBuckets", "null", "null");
    }

    @Test
    void groupThatHeMadeStartsForHimAndAnothersDoesNot() {
        attack(
                "autoscaling",
                "CreateAutoScalingGroup",
                "{'autoScalingGroupName':'miners','desiredCapacity':9,'launchTemplate':{'launchTemplateId':'lt-1','version':'1'}}",
                "null");
        String start = startedBySomeGroup(group("miners"), MINER);
        String called = calledBy(MINER);
        String innocentStart = startedBySomeGroup(group("web"), WEB);
        String innocent = calledBy(WEB);
        Case found = investigate();
        assertThat(found.findings()).contains(start, called).doesNotContain(innocentStart, innocent);
        assertThat(found.principals())
                .contains("auto-scaling group miners in us-east-1", MINER)
                .doesNotContain(WEB);
    }

    @Test
    void whatAGroupStartedBeforeHeChangedItIsItsOwners() {
        String before = startedBySomeGroup(group("web"), WEB);
        String innocent = calledBy(WEB);
        attack(
                "autoscaling",
                "UpdateAutoScalingGroup",
                "{'autoScalingGroupName':'web','launchTemplate':{'launchTemplateId':'lt-2','version':'3'}}",
                "null");
        String start = startedBySomeGroup(group("web"), MINER);
        String called = calledBy(MINER);
        Case found = investigate();
        assertThat(found.findings()).contains(start, called).doesNotContain(before, innocent);
    }

    @Test
    void groupThatHeOnlyMadeLargerIsNamedAndItsInstancesAreNotAccused() {
        attack("autoscaling", "SetDesiredCapacity", "{'autoScalingGroupName':'web','desiredCapacity':90}", "null");
        String start = startedBySomeGroup(group("web"), WEB);
        String innocent = calledBy(WEB);
        Case found = investigate();
        assertThat(found.findings()).doesNotContain(start, innocent);
        assertThat(found.leftOut()).contains("web");
    }

    @Test
    void nodeGroupThatHeMadeStartsForHimWithinItsClusterAlone() {
        attack(
                "eks",
                "CreateNodegroup",
                "{'name':'prod','nodegroupName':'extra','nodeRole':'arn:aws:iam::111122223333:role/node'}",
                "{'nodegroup':{'nodegroupName':'extra','clusterName':'prod'}}");
        String start = startedBySomeGroup(
                group("eks-extra-1234") + "," + tag("eks:nodegroup-name", "extra") + ","
                        + tag("eks:cluster-name", "prod"),
                MINER);
        String called = calledBy(MINER);
        String innocentStart = startedBySomeGroup(
                group("eks-extra-5678") + "," + tag("eks:nodegroup-name", "extra") + ","
                        + tag("eks:cluster-name", "test"),
                WEB);
        Case found = investigate();
        assertThat(found.findings()).contains(start, called).doesNotContain(innocentStart);
        assertThat(found.principals()).contains("node group extra of prod in us-east-1");
    }

    @Test
    void versionOfATemplateThatHeMadeStartsForHimAndWhoeverUsesItIsNotAccused() {
        attack(
                "ec2",
                "CreateLaunchTemplateVersion",
                "{'CreateLaunchTemplateVersionRequest':{'LaunchTemplateId':'lt-web'}}",
                "{'CreateLaunchTemplateVersionResponse':{'launchTemplateVersion':{'launchTemplateId':'lt-web','versionNumber':5}}}");
        String template = tag("aws:ec2launchtemplate:id", "lt-web") + ",";
        String innocentStart =
                startedBySomeGroup(template + tag("aws:ec2launchtemplate:version", "4") + "," + group("web"), WEB);
        String start =
                startedBySomeGroup(template + tag("aws:ec2launchtemplate:version", "5") + "," + group("web"), MINER);
        String called = calledBy(MINER);
        String colleague = call(
                user("jane", "AKIAJANEJANEJANEJAN3"),
                "ec2",
                "RunInstances",
                "{'launchTemplate':{'launchTemplateId':'lt-web'}}",
                "{'instancesSet':{'items':[{'instanceId':'i-0ccccccccccccccc3','tagSet':{'items':[" + template
                        + tag("aws:ec2launchtemplate:version", "5") + "]}}]}}");
        String hers = calledBy("i-0ccccccccccccccc3");
        Case found = investigate();
        assertThat(found.findings())
                .contains(start, called, hers)
                .as("she started it and is no attacker; the instance runs what he wrote")
                .doesNotContain(innocentStart, colleague);
    }

    @Test
    void versionThatHeMadeTheDefaultStartsForHimButNotForWhoUsedItBeforeOrAsksForIt() {
        String version = tag("aws:ec2launchtemplate:id", "lt-db") + "," + tag("aws:ec2launchtemplate:version", "1");
        startedBySomeGroup("2024-07-20T10:00:00Z", version + "," + group("pinned"), "i-0ddddddddddddddd4");
        attack(
                "ec2",
                "ModifyLaunchTemplate",
                "{'ModifyLaunchTemplateRequest':{'LaunchTemplateId':'lt-db','SetDefaultVersion':'1'}}",
                "{'ModifyLaunchTemplateResponse':{'launchTemplate':{'launchTemplateId':'lt-db','defaultVersionNumber':1,'latestVersionNumber':7}}}");
        String start = startedBySomeGroup(version + "," + group("db"), MINER);
        String called = calledBy(MINER);
        String innocentStart = startedBySomeGroup(version + "," + group("pinned"), WEB);
        String innocent = calledBy(WEB);
        call(
                user("jane", "AKIAJANEJANEJANEJAN3"),
                "ec2",
                "RunInstances",
                "{'launchTemplate':{'launchTemplateId':'lt-db','version':'1'}}",
                "{'instancesSet':{'items':[{'instanceId':'i-0ccccccccccccccc3','tagSet':{'items':[" + version
                        + "]}}]}}");
        String hers = calledBy("i-0ccccccccccccccc3");
        Case found = investigate();
        assertThat(found.findings()).contains(start, called).doesNotContain(innocentStart, innocent, hers);
        assertThat(found.principals())
                .contains("launch template lt-db version 1", MINER)
                .doesNotContain(WEB, "i-0ccccccccccccccc3");
    }

    @Test
    void anInstanceThatHeGaveAnotherRoleActsForHimByThatRoleAlone() {
        String web = session(HOME, "web", "i-0aaaaaaaaaaaaaaa1", "ASIAWEBWEBWEBWEBWEB1");
        recordAt("2024-07-20T10:00:00Z", web, "s3", "ListBuckets", "null", "null");
        attack(
                "ec2",
                "ReplaceIamInstanceProfileAssociation",
                "{'ReplaceIamInstanceProfileAssociationRequest':{'AssociationId':'iip-1','IamInstanceProfile':{'Name':'admin'}}}",
                "{'ReplaceIamInstanceProfileAssociationResponse':{'iamInstanceProfileAssociation':{'instanceId':'i-0aaaaaaaaaaaaaaa1'}}}");
        String his = call(
                session(HOME, "admin", "i-0aaaaaaaaaaaaaaa1", "ASIAADMINADMINADMIN1"),
                "s3",
                "DeleteBucket",
                "{'bucketName':'b'}",
                "null");
        String own = call(web, "s3", "CreateBucket", "{'bucketName':'b'}", "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(own);
    }

    @Test
    void whatTheInstanceTakesByItsFormerRoleIsNotHisEither() {
        String worker = session(HOME, "worker", MINER, "ASIAWORKERWORKERWOR1");
        recordAt("2024-07-20T10:00:00Z", worker, "s3", "ListBuckets", "null", "null");
        attack(
                "ec2",
                "ReplaceIamInstanceProfileAssociation",
                "{'ReplaceIamInstanceProfileAssociationRequest':{'AssociationId':'iip-1','IamInstanceProfile':{'Name':'admin'}}}",
                "{'ReplaceIamInstanceProfileAssociationResponse':{'iamInstanceProfileAssociation':{'instanceId':'"
                        + MINER + "'}}}");
        String usual = backsUp("nightly", worker, "ASIANIGHTNIGHTNIGHT2");
        String his = backsUp("copy", session(HOME, "admin", MINER, "ASIAADMINADMINADMIN1"), "ASIACOPYCOPYCOPYCOP3");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(usual);
        assertThat(found.all())
                .extracting(Principal::id)
                .contains("arn:aws:sts::111122223333:assumed-role/backup/copy")
                .doesNotContain("arn:aws:sts::111122223333:assumed-role/backup/nightly");
    }

    private String backsUp(String name, String taker, String key) {
        call(taker, "sts", "AssumeRole", assume(HOME, "backup", name), issued(HOME, "backup", name, key));
        return call(session(HOME, "backup", name, key), "s3", "CreateBucket", "{'bucketName':'b'}", "null");
    }

    @Test
    void nameOfAGroupNamesNobodyElse() {
        attack(
                "autoscaling",
                "CreateAutoScalingGroup",
                "{'autoScalingGroupName':'arn:aws:iam::111122223333:user/alice'}",
                "null");
        startedBySomeGroup(group("arn:aws:iam::111122223333:user/alice"), MINER);
        String hers = call(user("alice", "AKIAALICEALICEALICE1"), "s3", "ListBuckets", "null", "null");
        assertThat(investigate().findings()).doesNotContain(hers);
    }
}
