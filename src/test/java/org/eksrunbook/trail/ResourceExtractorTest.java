package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.Events.judged;

import org.eksrunbook.trail.Finding.Resource;
import org.junit.jupiter.api.Test;

class ResourceExtractorTest {

    @Test
    void whatIsCreatedIsReadFromTheAnswer() {
        assertThat(judged(
                                "iam",
                                "CreateUser",
                                ",'requestParameters':{'userName':'bob'},'responseElements':{'user':{'userName':'bob','userId':'AIDABOB','arn':'arn:aws:iam::111122223333:user/x/bob'}}")
                        .resources())
                .containsExactly(new Resource("AWS::IAM::User", "bob", "arn:aws:iam::111122223333:user/x/bob"));
    }

    @Test
    void withoutAnAnswerTheRequestTells() {
        assertThat(judged("dynamodb", "CreateTable", ",'requestParameters':{'tableName':'t'},'responseElements':null")
                        .resources())
                .containsExactly(
                        new Resource("AWS::DynamoDB::Table", "t", "arn:aws:dynamodb:eu-west-1:111122223333:table/t"));
    }

    @Test
    void allOfAListAreNamed() {
        assertThat(judged(
                                "ec2",
                                "RunInstances",
                                ",'responseElements':{'instancesSet':{'items':[{'instanceId':'i-0a1b2c3d4e','imageId':'ami-0a1b2c3d4e','groupSet':{'items':[{'groupId':'sg-0a1b2c3d4e'}]}},{'instanceId':'i-1a1b2c3d4e'}]}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("i-0a1b2c3d4e", "i-1a1b2c3d4e");
    }

    @Test
    void whatADeniedLaunchOnlyMentionsIsNotNamed() {
        assertThat(judged(
                                "ec2",
                                "RunInstances",
                                ",'errorCode':'Client.UnauthorizedOperation','requestParameters':{'subnetId':'subnet-0a1b2c3d4e','instancesSet':{'items':[{'imageId':'ami-0a1b2c3d4e'}]}}")
                        .resources())
                .isEmpty();
    }

    @Test
    void wrappersOfEc2AreLookedThrough() {
        assertThat(judged(
                                "ec2",
                                "DeleteFlowLogs",
                                ",'requestParameters':{'DeleteFlowLogsRequest':{'FlowLogId':{'content':'fl-0a1b2c3d4e','tag':1}}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("fl-0a1b2c3d4e");
        assertThat(judged(
                                "ec2",
                                "EnableSerialConsoleAccess",
                                ",'requestParameters':{'EnableSerialConsoleAccessRequest':''}")
                        .resources())
                .isEmpty();
    }

    @Test
    void aKeyIsNamedWithItsUserWhoWasModifiedThereby() {
        Finding key = judged(
                "iam",
                "CreateAccessKey",
                ",'responseElements':{'accessKey':{'accessKeyId':'AKIANEW','userName':'bob'}},'requestParameters':{'userName':'bob'}");
        assertThat(key.resources()).extracting(Resource::id).containsExactly("AKIANEW", "bob");
        assertThat(key.change(key.resources().get(0))).isEqualTo(Category.CREATED);
        assertThat(key.change(key.resources().get(1))).isEqualTo(Category.MODIFIED);
    }

    @Test
    void whereOnlyTheWholeIsNamedItWasModifiedAndNotCreated() {
        Finding key =
                judged("iam", "CreateAccessKey", ",'requestParameters':{'userName':'bob'},'responseElements':null");
        assertThat(key.categories()).containsExactly(Category.IDENTITY, Category.MODIFIED);
        assertThat(key.resources()).extracting(Resource::type).containsExactly("AWS::IAM::User");
    }

    @Test
    void urlEncodedArnsOfEksAreReadable() {
        Finding entry = judged(
                "eks",
                "AssociateAccessPolicy",
                ",'requestParameters':{'name':'prod','principalArn':'arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Feve'}");
        assertThat(entry.resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "AWS::EKS::AccessEntry", "arn:aws:iam::111122223333:role/eve"),
                        org.assertj.core.groups.Tuple.tuple("AWS::EKS::Cluster", "prod"));
    }

    @Test
    void cloudTrailsOwnListIsUsedWhateverTheCaseOfItsFields() {
        assertThat(judged(
                                "ssm",
                                "GetParameter",
                                ",'resources':[{'accountId':'1','arn':'arn:aws:ssm:eu-west-1:111122223333:parameter/db/password'}]")
                        .resources())
                .containsExactly(new Resource(
                        "AWS::SSM::Parameter",
                        "/db/password",
                        "arn:aws:ssm:eu-west-1:111122223333:parameter/db/password"));
        assertThat(judged(
                                "kms",
                                "Decrypt",
                                ",'resources':[{'ARN':'arn:aws:kms:eu-west-1:111122223333:key/k','type':'AWS::KMS::Key'}]")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("k");
    }

    @Test
    void anObjectIsNamedWithItsBucket() {
        assertThat(judged("s3", "GetObject", ",'requestParameters':{'bucketName':'b','key':'a/k.csv'}")
                        .resources())
                .containsExactly(
                        new Resource("AWS::S3::Object", "b/a/k.csv", "arn:aws:s3:::b/a/k.csv"),
                        new Resource("AWS::S3::Bucket", "b", "arn:aws:s3:::b"));
    }

    @Test
    void aRefusalTellsWhatItRefused() {
        assertThat(judged(
                                "eks",
                                "DeleteNodegroup",
                                ",'errorCode':'AccessDenied','errorMessage':'User: arn:aws:iam::111122223333:user/eve is not authorized to perform: eks:DeleteNodegroup on resource: arn:aws:eks:eu-west-1:111122223333:cluster/prod'")
                        .resources())
                .containsExactly(
                        new Resource("AWS::EKS::Cluster", "prod", "arn:aws:eks:eu-west-1:111122223333:cluster/prod"));
    }

    @Test
    void callsOnOnesOwnCredentialsNameTheCaller() {
        assertThat(judged("iam", "ChangePassword", "").resources())
                .extracting(Resource::id)
                .containsExactly("eve");
        assertThat(judged("signin", "ConsoleLogin", ",'responseElements':{'ConsoleLogin':'Success'}")
                        .resources())
                .extracting(Resource::arn)
                .containsExactly("arn:aws:iam::111122223333:user/eve");
    }

    @Test
    void anUnknownCallStillNamesWhatItsFieldsName() {
        assertThat(judged("newservice", "DeleteWidget", ",'requestParameters':{'widgetId':'w-1','force':true}")
                        .resources())
                .containsExactly(new Resource("AWS::Newservice::Widget", "w-1", null));
        assertThat(judged("newservice", "FrobnicateHost", ",'requestParameters':{'target':'i-0a1b2c3d4e'}")
                        .resources())
                .extracting(Resource::id)
                .contains("i-0a1b2c3d4e");
    }

    @Test
    void aPolicyOfOneGenerationOfLoadBalancersIsNotTakenForTheOthers() {
        assertThat(judged(
                                "elasticloadbalancing",
                                "DeleteLoadBalancer",
                                ",'requestParameters':{'loadBalancerArn':'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/84dc'}")
                        .resources())
                .extracting(Resource::type)
                .containsExactly("AWS::ElasticLoadBalancingV2::LoadBalancer");
        assertThat(judged(
                                "elasticloadbalancing",
                                "DeleteLoadBalancer",
                                ",'requestParameters':{'loadBalancerName':'old'}")
                        .resources())
                .extracting(Resource::type)
                .containsExactly("AWS::ElasticLoadBalancing::LoadBalancer");
    }

    @Test
    void whatBearsADeletedPolicyWasModifiedAndNotDeleted() {
        Finding gone = judged(
                "codebuild",
                "DeleteResourcePolicy",
                ",'requestParameters':{'resourceArn':'arn:aws:codebuild:eu-west-1:111122223333:project/p'}");
        assertThat(gone.categories()).containsExactly(Category.MODIFIED);
        assertThat(judged(
                                "newservice",
                                "DeleteWidget",
                                ",'requestParameters':{'arn':'arn:aws:newservice:eu-west-1:1:thing/w'}")
                        .categories())
                .containsExactly(Category.DELETED);
    }

    @Test
    void bystandersOfAnUnknownCallAreNotNamed() {
        assertThat(judged(
                                "newservice",
                                "UpdateWidget",
                                ",'requestParameters':{'sourceBucketArn':'arn:aws:newservice:eu-west-1:1:thing/b','widgetName':'w'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("w");
    }

    @Test
    void objectsDeletedInBulkAreNamedByWhereTheyLay() {
        Finding wiped = judged(
                "s3",
                "DeleteObjects",
                ",'requestParameters':{'bucketName':'b','delete':''},'resources':[{'type':'AWS::S3::Object','ARNPrefix':'arn:aws:s3:::b/'},"
                        + "{'type':'AWS::S3::Bucket','ARN':'arn:aws:s3:::b'}]");
        assertThat(wiped.categories()).containsExactly(Category.DELETED);
        assertThat(wiped.resources()).extracting(Resource::arn).containsExactly("arn:aws:s3:::b/*", "arn:aws:s3:::b");
    }
}
