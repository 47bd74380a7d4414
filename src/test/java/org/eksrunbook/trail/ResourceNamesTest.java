package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.eksrunbook.trail.Events.judged;

import java.util.List;
import org.eksrunbook.trail.Finding.Resource;
import org.junit.jupiter.api.Test;

/** Names that a responder would act on: each test is a record in which the nearest field is not the thing. */
class ResourceNamesTest {

    private static final String HOME = "eu-west-1:111122223333:";

    @Test
    void aKindThatIsNoKindOfAwsStopsNobody() {
        assertThat(judged("foo", "DoThing", ",'resources':[{'ARN':'arn:aws:iam::111122223333:root','type':'foo'}]")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("arn:aws:iam::111122223333:root");
    }

    @Test
    void whatAwsWithholdsNamesNothing() {
        assertThat(judged(
                                "cognito-idp",
                                "AdminSetUserPassword",
                                ",'requestParameters':{'userPoolId':'eu-west-1_A','username':'HIDDEN_DUE_TO_SECURITY_REASONS'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("eu-west-1_A");
        assertThat(judged(
                                "sns",
                                "Subscribe",
                                ",'requestParameters':{'topicArn':'arn:aws:sns:" + HOME
                                        + "t','protocol':'email'},'responseElements':{'subscriptionArn':'pending confirmation'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("arn:aws:sns:" + HOME + "t");
        assertThat(judged(
                                "opsworks",
                                "DeleteUserProfile",
                                ",'requestParameters':{'name':'HIDDEN_FOR_SECURITY_REASONS'}")
                        .resources())
                .isEmpty();
    }

    @Test
    void whoIsCalledAsWhatAwsWithholdsIsWrittenIsNamedAndNobodyIsAccusedOfWhatWasDoneToHim() {
        String hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
        for (String call : List.of("CreateLoginProfile", "UpdateLoginProfile", "DeleteUser", "CreateAccessKey")) {
            assertThat(judged("iam", call, ",'requestParameters':{'userName':'" + hidden + "'}")
                            .resources())
                    .as(call)
                    .extracting(Resource::id)
                    .containsExactly(hidden);
        }
        assertThat(judged(
                                "iam",
                                "AttachUserPolicy",
                                ",'requestParameters':{'userName':'sensitiveDataRemoved','policyArn':'arn:aws:iam::aws:policy/AdministratorAccess'}")
                        .resources())
                .extracting(Resource::id)
                .contains("sensitiveDataRemoved");
        assertThat(judged(
                                "eks",
                                "DeleteNodegroup",
                                ",'requestParameters':{'name':'prod','nodegroupName':'" + hidden + "'}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::EKS::Nodegroup", hidden), tuple("AWS::EKS::Cluster", "prod"));
        // Where a service withholds names, the ARN beside one shows that it is none of those.
        assertThat(judged(
                                "sqs",
                                "DeleteQueue",
                                ",'requestParameters':{'queueName':'" + hidden
                                        + "'},'resources':[{'type':'AWS::SQS::Queue','ARN':'arn:aws:sqs:" + HOME
                                        + hidden + "'}]")
                        .resources())
                .extracting(Resource::id)
                .allMatch(id -> id.endsWith(hidden));
        assertThat(PassedRole.in(Events.call(
                        "ec2",
                        "RunInstances",
                        ",'requestParameters':{'iamInstanceProfile':{'name':'" + hidden + "'}}")))
                .containsExactly(hidden);
    }

    @Test
    void aCallOnAUserWhoseNameCannotBeReadIsNotOnTheCaller() {
        assertThat(judged("iam", "UpdateLoginProfile", ",'requestParameters':{'userName':['x']}")
                        .resources())
                .extracting(Resource::id)
                .doesNotContain("eve");
        assertThat(judged("iam", "CreateLoginProfile", ",'requestParameters':{'passwordResetRequired':false}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("eve");
    }

    @Test
    void whatApplicationAutoScalingScalesIsNoneOfTheGroupsUnderWhoseServiceItIsLogged() {
        String said =
                ",'requestParameters':{'serviceNamespace':'ecs','scalableDimension':'ecs:service:DesiredCount','resourceId':'service/prod/web','policyName':'p'}";
        String whose = ",'additionalEventData':{'service':'application-autoscaling'}";
        Finding registered = judged("autoscaling", "RegisterScalableTarget", said + whose);
        assertThat(registered.category()).isEqualTo(Category.CREATED);
        assertThat(registered.resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::ApplicationAutoScaling::ScalableTarget", "service/prod/web"));
        assertThat(judged("autoscaling", "DeregisterScalableTarget", said + whose)
                        .category())
                .isEqualTo(Category.DELETED);
        assertThat(judged("autoscaling", "PutScalingPolicy", said + whose).resources())
                .extracting(Resource::type)
                .containsExactly("AWS::ApplicationAutoScaling::ScalingPolicy");
        assertThat(judged("autoscaling", "DeleteScheduledAction", said + whose).resources())
                .extracting(Resource::type)
                .allMatch(type -> type.startsWith("AWS::ApplicationAutoScaling::"));
        assertThat(judged("autoscaling", "PutScalingPolicy", ",'requestParameters':{'policyName':'p'}")
                        .resources())
                .extracting(Resource::type)
                .containsExactly("AWS::AutoScaling::ScalingPolicy");
    }

    @Test
    void whomSomethingIsGrantedIsNotCalledByTheEndOfHisArn() {
        assertThat(judged(
                                "lakeformation",
                                "GrantPermissions",
                                ",'requestParameters':{'principal':{'dataLakePrincipalIdentifier':'arn:aws:iam::999988887777:root'},'resource':{'table':{'databaseName':'db','name':'t'}}}")
                        .resources())
                .extracting(Resource::id)
                .doesNotContain("root");
    }

    /** The caller chooses the keys of tags and the like, and would have others' things named. */
    @Test
    void aMapWhoseKeysTheCallerChoseNamesNothingWhereTheCallHasAName() {
        String decoy = "'decoy'";
        assertThat(judged(
                                "mediaconvert",
                                "CreateQueue",
                                ",'requestParameters':{'name':'q','tags':{'queueName':" + decoy + "}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("q");
        assertThat(judged(
                                "glue",
                                "CreateJob",
                                ",'requestParameters':{'name':'j','tags':{'jobName':" + decoy
                                        + "},'defaultArguments':{'jobName':" + decoy + "}},'errorCode':'AccessDenied'")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("j");
        assertThat(judged(
                                "sns",
                                "CreateTopic",
                                ",'requestParameters':{'name':'t','attributes':{'topicArn':'arn:aws:sns:" + HOME
                                        + "decoy'}},'errorCode':'AccessDenied'")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("t");
        assertThat(judged(
                                "athena",
                                "UpdateDataCatalog",
                                ",'requestParameters':{'name':'lake','parameters':{'catalog-id':'111122223333'}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("lake");
    }

    @Test
    void aTagNamesNothingAtAllAndPassesNoRole() {
        String tags =
                ",'requestParameters':{'enable':true,'tags':{'detectorId':'decoy','roleArn':'arn:aws:iam::111122223333:role/decoy','i':'i-0123456789abcdef0'}}";
        Finding denied = judged("guardduty", "CreateDetector", tags + ",'errorCode':'AccessDenied'");
        assertThat(denied.resources()).isEmpty();
        assertThat(denied.categories()).containsExactly(Category.CREATED);
    }

    @Test
    void whatADocumentOfSystemsManagerIsGivenIsWhatItIsRunOn() {
        assertThat(judged(
                                "ssm",
                                "StartAutomationExecution",
                                ",'requestParameters':{'documentName':'AWS-StopEC2Instance','parameters':{'InstanceId':['i-0123456789abcdef0']}},'responseElements':{'automationExecutionId':'x'}")
                        .resources())
                .extracting(Resource::id)
                .contains("i-0123456789abcdef0");
    }

    @Test
    void workThatOnlyTheAnswersJobIdNamesGoesByIt() {
        Finding begun = judged(
                "rekognition",
                "StartLabelDetection",
                ",'requestParameters':{'video':{'s3Object':{'bucket':'b','name':'v.mp4'}}},'responseElements':{'jobId':'653de'}");
        assertThat(begun.category()).isEqualTo(Category.CREATED);
        assertThat(begun.resources()).extracting(Resource::id).containsExactly("653de");
    }

    @Test
    void anArnWithoutItsBeginningIsOne() {
        assertThat(judged(
                                "rekognition",
                                "CreateCollection",
                                ",'requestParameters':{'collectionId':'faces'},'responseElements':{'collectionArn':'aws:rekognition:"
                                        + HOME + "collection/faces','statusCode':200}")
                        .resources())
                .extracting(Resource::id, Resource::arn)
                .containsExactly(tuple("faces", "arn:aws:rekognition:" + HOME + "collection/faces"));
    }

    @Test
    void aKeyWithoutItsBucketNamesNothingAndTheListSpeaks() {
        String table = "arn:aws:s3tables:" + HOME + "bucket/b/table/t";
        assertThat(judged(
                                "s3tables",
                                "GetObject",
                                ",'requestParameters':{'key':'metadata/00.json'},'resources':[{'type':'AWS::S3Tables::Table','ARN':'"
                                        + table + "'}]")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::S3Tables::Table", table));
    }

    @Test
    void whatACallOnAPartNamesIsTheWholeUnderItsOwnKind() {
        Finding disabled = judged("ds", "DisableSso", ",'requestParameters':{'directoryId':'d-123456789a'}");
        assertThat(disabled.resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::DirectoryService::Directory", "d-123456789a"));
        assertThat(disabled.category()).isEqualTo(Category.MODIFIED);
    }

    @Test
    void thePoolWhosePagesSomebodyOpenedStandsBesideTheCall() {
        Finding opened = judged(
                "cognito-idp",
                "ForgotPassword_POST",
                ",'additionalEventData':{'responseParameters':{'status':200.0},'userPoolDomain':'shop.example.com','userPoolId':'eu-west-1_A'}");
        assertThat(opened.resources()).extracting(Resource::id).contains("eu-west-1_A");
        // The way that a call came is no thing that it was about.
        assertThat(judged("ec2", "SomethingNew", ",'additionalEventData':{'vpcEndpointId':'vpce-0a1b2c3d4e5f'}")
                        .resources())
                .isEmpty();
    }

    @Test
    void aQueueIsNamedOnceThoughTheRequestKnowsItsAddressAndTheListItsArn() {
        Finding sent = judged(
                "sqs",
                "SendMessage",
                ",'requestParameters':{'queueUrl':'https://sqs.eu-west-1.amazonaws.com/111122223333/orders'},'resources':[{'accountId':'111122223333','type':'AWS::SQS::Queue','ARN':'arn:aws:sqs:"
                        + HOME + "orders'}]");
        assertThat(sent.resources()).extracting(Resource::arn).containsExactly("arn:aws:sqs:" + HOME + "orders");
    }

    @Test
    void aPersonsNameIsNoThings() {
        assertThat(judged(
                                "billingconsole",
                                "SetContactAddress",
                                ",'requestParameters':{'fullName':'Mia Maier','firstName':'Mia','lastName':'Maier'}")
                        .resources())
                .isEmpty();
    }

    @Test
    void aRefusalInIamsOlderWordingTellsTheNameWithoutAnArn() {
        Finding refused = judged(
                "iam",
                "AttachRolePolicy",
                ",'errorCode':'AccessDenied','errorMessage':'User: arn:aws:iam::111122223333:user/eve is not authorized to perform: iam:AttachRolePolicy on resource: role node-role because no identity-based policy allows it'");
        assertThat(refused.resources())
                .containsExactly(
                        new Resource("AWS::IAM::Role", "node-role", "arn:aws:iam::111122223333:role/node-role"));
    }

    @Test
    void theArnOfARuleNamesItsBus() {
        for (String bus : List.of("orders", "arn:aws:events:eu-west-1:111122223333:event-bus/orders")) {
            assertThat(judged(
                                    "events",
                                    "DisableRule",
                                    ",'requestParameters':{'name':'nightly','eventBusName':'" + bus + "'}")
                            .resources())
                    .extracting(Resource::arn)
                    .contains("arn:aws:events:" + HOME + "rule/orders/nightly")
                    .doesNotContain("arn:aws:events:" + HOME + "rule/nightly");
        }
        assertThat(judged("events", "DisableRule", ",'requestParameters':{'name':'nightly'}")
                        .resources())
                .extracting(Resource::arn)
                .contains("arn:aws:events:" + HOME + "rule/nightly");
    }

    @Test
    void whatIsMadeGoesByTheIdThatAwsGaveItAndNotByANameThatOthersMayShare() {
        assertThat(judged(
                                "cloud9",
                                "CreateEnvironmentEC2",
                                ",'requestParameters':{'name':'dev'},'responseElements':{'environmentId':'0a1b2c3d4e5f'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("0a1b2c3d4e5f");
        assertThat(judged(
                                "cognito-idp",
                                "CreateUserPoolClient",
                                ",'requestParameters':{'userPoolId':'eu-west-1_A','clientName':'web'},'responseElements':{'userPoolClient':{'userPoolId':'eu-west-1_A','clientName':'web','clientId':'3n4b5urk1ft4fl3mg5e62d9ado'}}")
                        .resources())
                .extracting(Resource::id)
                .contains("3n4b5urk1ft4fl3mg5e62d9ado");
        // Names that are the identifier stay so.
        assertThat(judged("athena", "CreateWorkGroup", ",'requestParameters':{'name':'dev'},'responseElements':null")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("dev");
    }

    @Test
    void theArnBesideAnIdentifierIsTruerThanOneThatIsBuilt() {
        assertThat(judged(
                                "kms",
                                "ReplicateKey",
                                ",'requestParameters':{'keyId':'mrk-1','replicaRegion':'us-west-2'},'responseElements':{'replicaKeyMetadata':{'keyId':'mrk-1','arn':'arn:aws:kms:us-west-2:111122223333:key/mrk-1'}}")
                        .resources())
                .extracting(Resource::arn)
                .containsExactly("arn:aws:kms:us-west-2:111122223333:key/mrk-1");
        assertThat(judged(
                                "secretsmanager",
                                "PutSecretValue",
                                ",'requestParameters':{'secretId':'db'},'responseElements':{'name':'db','aRN':'arn:aws:secretsmanager:"
                                        + HOME + "secret:db-AbCdEf'}")
                        .resources())
                .containsExactly(new Resource(
                        "AWS::SecretsManager::Secret", "db", "arn:aws:secretsmanager:" + HOME + "secret:db-AbCdEf"));
    }

    @Test
    void theNameOfAFederatedSessionIsNoUser() {
        assertThat(judged("sts", "GetFederationToken", ",'requestParameters':{'name':'support'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("eve");
    }

    @Test
    void aDocumentIsNoInstanceThoughACommandIsAboutInstances() {
        assertThat(judged(
                                "ssm",
                                "SendCommand",
                                ",'requestParameters':{'documentName':'AWS-RunShellScript','targets':[{'key':'tag:Env','values':['prod']}]}")
                        .resources())
                .isEmpty();
    }

    @Test
    void anInstanceThatAnotherServiceIsAskedToChangeIsNamedBesides() {
        assertThat(judged(
                                "autoscaling",
                                "TerminateInstanceInAutoScalingGroup",
                                ",'requestParameters':{'instanceId':'i-0a1b2c3d4e'},'responseElements':{'activity':{'autoScalingGroupName':'g'}}")
                        .resources())
                .extracting(Resource::id)
                .contains("i-0a1b2c3d4e");
    }

    @Test
    void theWholeOfAnIdTellsItsKind() {
        assertThat(judged(
                                "ec2",
                                "AttachNetworkInterface",
                                ",'requestParameters':{'networkInterfaceId':'eni-0a1b2c3d4e','instanceId':'i-0a1b2c3d4e'},'responseElements':{'attachmentId':'eni-attach-0a1b2c3d4e'}")
                        .resources())
                .extracting(Resource::arn)
                .contains("arn:aws:ec2:" + HOME + "network-interface/eni-0a1b2c3d4e")
                .noneMatch(arn -> arn.contains("attach"));
        assertThat(judged(
                                "ec2-instance-connect",
                                "OpenTunnel",
                                ",'requestParameters':{'instanceConnectEndpointId':'eice-0a1b2c3d4e'}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::EC2::InstanceConnectEndpoint", "eice-0a1b2c3d4e"));
    }

    @Test
    void aRequestThatNamesAThingOfItsServiceIsAtHomeThoughOneOtherServiceHasACallOfThatName() {
        assertThat(judged(
                                "firehose",
                                "UpdateDestination",
                                ",'requestParameters':{'deliveryStreamName':'audit','destinationId':'d'}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .contains(tuple("AWS::KinesisFirehose::DeliveryStream", "audit"))
                .noneMatch(named -> named.toString().contains("IoT"));
    }

    @Test
    void besideAPartWithoutATypeStandsTheThingOfTheServiceThatTheRequestNames() {
        assertThat(judged(
                                "transfer",
                                "ImportSshPublicKey",
                                ",'requestParameters':{'serverId':'s-1','userName':'x'},'responseElements':{'sshPublicKeyId':'key-1'}")
                        .resources())
                .extracting(Resource::type)
                .contains("AWS::Transfer::User", "AWS::Transfer::Server");
    }

    @Test
    void wherePartsHaveNoNameTheirBearerWasModifiedAndNotCreated() {
        Finding opened = judged("newservice", "OpenSideChannel", ",'requestParameters':{'targetId':'i-0a1b2c3d4e'}");
        assertThat(opened.resources()).extracting(Resource::id).containsExactly("i-0a1b2c3d4e");
        assertThat(opened.categories()).containsExactly(Category.MODIFIED);
    }

    /** AWS Cloud9 has members: what is done to a membership is done to the environment, and nothing to the IAM user who is the member. */
    @Test
    void aPartOfNoKnownTypeNamesWhatItBelongsToAndNotTheArnBesideIt() {
        String member = ",'requestParameters':{'environmentId':'2f5f','userArn':'arn:aws:iam::111122223333:user/mia'}";
        for (String call : List.of("DeleteEnvironmentMembership", "UpdateEnvironmentMembership")) {
            Finding changed = judged("cloud9", call, member);
            assertThat(changed.resources()).containsExactly(new Resource("AWS::Cloud9::Environment", "2f5f", null));
            assertThat(changed.categories()).containsExactly(Category.MODIFIED);
        }
        Finding joined = judged("cloud9", "CreateEnvironmentMembership", member);
        assertThat(joined.resources()).extracting(Resource::id).containsExactly("2f5f");
        assertThat(joined.change(joined.resources().get(0))).isEqualTo(Category.MODIFIED);
        assertThat(judged(
                                "route53domains",
                                "updateDomainContact",
                                ",'requestParameters':{'domainName':{'name':'a.example'}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("a.example");
    }

    @Test
    void whatWasMadeIsNamedThoughTheAnswerCallsItByLessThanTheCall() {
        Finding made = judged(
                "cloud9",
                "CreateEnvironmentSSH",
                ",'requestParameters':{'host':'198.51.100.0','loginName':'ec2-user'},'responseElements':{'environmentId':'5c39'}");
        assertThat(made.resources()).containsExactly(new Resource("AWS::Cloud9::EnvironmentSSH", "5c39", null));
        assertThat(made.categories()).containsExactly(Category.CREATED);
    }

    @Test
    void theOnlyArnOfTheServicesOwnInAnAnswerSaysOfWhatItIs() {
        String connection = "arn:aws:sqlworkbench:" + HOME + "connection/ce56";
        assertThat(judged(
                                "sqlworkbench",
                                "CreateConnection",
                                ",'requestParameters':{'clusterId':'c-2'},'responseElements':{'data':{'id':'"
                                        + connection + "','secretArn':'arn:aws:secretsmanager:" + HOME + "secret:s'}}")
                        .resources())
                .extracting(Resource::arn)
                .containsExactly(connection);
        assertThat(judged(
                                "codeguru-reviewer",
                                "AssociateRepository",
                                ",'requestParameters':{'Repository':{'CodeCommit':{'Name':'r'}}},'responseElements':{'RepositoryAssociation':{'AssociationArn':'arn:aws:codeguru-reviewer:"
                                        + HOME + "association:6eda'}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("6eda");
    }

    @Test
    void ofTheArnsOfAThingAndOfItsVersionTheBareOneIsTheThings() {
        String function = "arn:aws:greengrass:" + HOME + "/greengrass/definition/functions/7a94";
        assertThat(judged(
                                "greengrass",
                                "CreateFunctionDefinition",
                                ",'requestParameters':{'InitialVersion':'***'},'responseElements':{'LatestVersion':'dae0','LatestVersionArn':'"
                                        + function + "/versions/dae0','Id':'7a94','Arn':'" + function + "'}")
                        .resources())
                .extracting(Resource::arn)
                .containsExactly(function);
    }

    /** MediaConvert's ARNs say {@code queues/…} of what its calls and CloudFormation name a Queue: one thing must not be two. */
    @Test
    void anArnThatCountsItsThingsIsOfTheSameType() {
        String queue = "arn:aws:mediaconvert:" + HOME + "queues/q-1";
        assertThat(judged("mediaconvert", "TagResource", ",'requestParameters':{'arn':'" + queue + "'}")
                        .resources())
                .containsExactly(new Resource("AWS::MediaConvert::Queue", "q-1", queue));
    }

    /** These services' ARNs name no kind: a repository or pipeline goes by its name, in the ARN and in all later calls. */
    @Test
    void anArnWithoutAKindIsOfTheOnlyThingThatTheServiceNamesSo() {
        String repository = "arn:aws:codecommit:" + HOME + "tools";
        assertThat(judged(
                                "codecommit",
                                "CreateRepository",
                                ",'requestParameters':{'repositoryName':'tools'},'responseElements':{'repositoryMetadata':{'arn':'"
                                        + repository + "','repositoryId':'8afe792d','repositoryName':'tools'}}")
                        .resources())
                .containsExactly(new Resource("AWS::CodeCommit::Repository", "tools", repository, "8afe792d"));
        String pipeline = "arn:aws:codepipeline:" + HOME + "release";
        assertThat(judged(
                                "codepipeline",
                                "StartPipelineExecution",
                                ",'errorCode':'AccessDenied','errorMessage':'User: x is not authorized to perform: codepipeline:StartPipelineExecution on resource: "
                                        + pipeline + " because','requestParameters':null")
                        .resources())
                .containsExactly(new Resource("AWS::CodePipeline::Pipeline", "release", pipeline));
    }

    /** AWS Glue describes what it is to make in an {@code …Input}. */
    @Test
    void whatIsToBeMadeIsNamedInItsDescription() {
        assertThat(judged(
                                "glue",
                                "CreateConnection",
                                ",'requestParameters':{'connectionInput':{'name':'to-db','physicalConnectionRequirements':{'subnetId':'subnet-323232'}}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("to-db");
    }

    /** A user of a directory is named as he signs in there; what AWS does not write down names nothing. */
    @Test
    void aUserOfADirectoryIsNamedAndNotTheDirectoryAlone() {
        Finding made = judged(
                "ds",
                "CreateUser",
                ",'requestParameters':{'directoryId':'d-1234567890','sAMAccountName':'mia','givenName':'HIDDEN_DUE_TO_SECURITY_REASONS'},"
                        + "'responseElements':{'directoryId':'d-1234567890','sID':'S-1-5-21','sAMAccountName':'mia'},"
                        + "'resources':[{'type':'AWS::DirectoryService::MicrosoftAD','ARN':'arn:aws:ds:"
                        + HOME + "directory/d-1234567890'}]");
        assertThat(made.resources()).containsExactly(new Resource("AWS::DirectoryService::User", "mia", null));
        assertThat(made.categories()).containsExactly(Category.CREATED, Category.IDENTITY);
        assertThat(judged(
                                "ds",
                                "AuthorizeApplication",
                                ",'requestParameters':{'directoryId':'d-1234567890','applicationId':'***OMITTED***'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("d-1234567890");
    }

    @Test
    void aPresetIsNoPre() {
        assertThat(judged("elastictranscoder", "DeletePreset", ",'requestParameters':{'id':'p-1'}")
                        .resources())
                .containsExactly(new Resource("AWS::Elastictranscoder::Preset", "p-1", null));
    }

    /** Sign-ins to IAM Identity Center: an IAM user who happens to be called so is somebody else. */
    @Test
    void whoSignsInToThePortalIsNoIamUser() {
        Finding older = judged(
                "signin",
                "UserAuthentication",
                ",'eventType':'AwsServiceEvent','userIdentity':{'type':'Unknown','principalId':'111122223333','arn':'','accountId':'111122223333','accessKeyId':'','userName':'mia'}");
        assertThat(older.resources()).containsExactly(new Resource("AWS::IdentityStore::User", "mia", null));
        assertThat(older.principal()).isEqualTo("mia");
        Finding newer = judged(
                "signin",
                "UserAuthentication",
                ",'userIdentity':{'type':'IdentityCenterUser','arn':'','accountId':'111122223333','onBehalfOf':{'userId':'544894e8'}},'additionalEventData':{'UserName':'mia@example.com'}");
        assertThat(newer.resources()).containsExactly(new Resource("AWS::IdentityStore::User", "544894e8", null));
        Finding hidden = judged(
                "signin",
                "ConsoleLogin",
                ",'userIdentity':{'type':'IAMUser','accountId':'111122223333','accessKeyId':'','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'},'errorMessage':'No username found in supplied account','responseElements':{'ConsoleLogin':'Failure'}");
        assertThat(hidden.resources()).isEmpty();
        Finding federated = judged(
                "signin",
                "ConsoleLogin",
                ",'userIdentity':{'type':'FederatedUser','arn':'arn:aws:sts::111122223333:federated-user/mia','accountId':'111122223333','sessionContext':{'sessionIssuer':{'type':'IAMUser','arn':'arn:aws:iam::111122223333:user/broker','userName':'broker'}}}");
        assertThat(federated.resources())
                .containsExactly(new Resource("AWS::IAM::User", "broker", "arn:aws:iam::111122223333:user/broker"));
    }

    @Test
    void theArnTellsTheGenerationOfALoadBalancer() {
        String arn = "arn:aws:elasticloadbalancing:" + HOME + "loadbalancer/app/web/0a";
        assertThat(judged(
                                "elasticloadbalancing",
                                "CreateLoadBalancer",
                                ",'requestParameters':{'name':'web'},'responseElements':{'loadBalancers':[{'loadBalancerName':'web','loadBalancerArn':'"
                                        + arn + "'}]}")
                        .resources())
                .extracting(Resource::type, Resource::arn)
                .containsExactly(tuple("AWS::ElasticLoadBalancingV2::LoadBalancer", arn));
    }

    @Test
    void idsOfRoute53AreNamedWithoutTheKindInFront() {
        assertThat(judged(
                                "route53",
                                "ChangeResourceRecordSets",
                                ",'requestParameters':{'hostedZoneId':'/hostedzone/Z1'}")
                        .resources())
                .containsExactly(new Resource("AWS::Route53::HostedZone", "Z1", "arn:aws:route53:::hostedzone/Z1"));
    }

    @Test
    void anAliasIsNoKey() {
        assertThat(judged(
                                "kms",
                                "GenerateDataKey",
                                ",'requestParameters':{'keyId':'alias/app'},'resources':[{'type':'AWS::KMS::Key','ARN':'arn:aws:kms:"
                                        + HOME + "key/1'}]")
                        .resources())
                .containsExactly(
                        new Resource("AWS::KMS::Alias", "alias/app", "arn:aws:kms:" + HOME + "alias/app"),
                        new Resource("AWS::KMS::Key", "1", "arn:aws:kms:" + HOME + "key/1"));
    }

    @Test
    void whatACreationAnswersWithAtItsTopIsWhatWasMade() {
        String arn = "arn:aws:newservice:" + HOME + "made/1";
        assertThat(judged(
                                "newservice",
                                "CreateWidgetForTeam",
                                ",'requestParameters':{'team':'t'},'responseElements':{'outcomeArn':'" + arn + "'}")
                        .resources())
                .extracting(Resource::arn)
                .containsExactly(arn);
    }

    @Test
    void aRequestMayDeclareTheTypeOfWhatItNames() {
        assertThat(judged(
                                "ssm",
                                "AddTagsToResource",
                                ",'requestParameters':{'resourceType':'Parameter','resourceId':'/a'}")
                        .resources())
                .containsExactly(new Resource("AWS::SSM::Parameter", "/a", "arn:aws:ssm:" + HOME + "parameter/a"));
    }

    @Test
    void aRoleTakenWithACertificateAndADatabaseAskedByStatementAreNamed() {
        assertThat(judged(
                                "rolesanywhere",
                                "CreateSession",
                                ",'requestParameters':{'roleArn':'arn:aws:iam::111122223333:role/x/deploy','trustAnchorArn':'arn:aws:rolesanywhere:"
                                        + HOME + "trust-anchor/a'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("deploy");
        assertThat(judged(
                                "redshift-data",
                                "ExecuteStatement",
                                ",'requestParameters':{'clusterIdentifier':'dw','database':'dev'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("dw");
        assertThat(judged(
                                "organizations",
                                "RegisterDelegatedAdministrator",
                                ",'requestParameters':{'accountId':'444455556666'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("444455556666");
    }

    @Test
    void aLogStreamThatIsCalledLikeItsInstanceIsALogStream() {
        Finding wiped = judged(
                "logs",
                "DeleteLogStream",
                ",'requestParameters':{'logGroupName':'/var/log/secure','logStreamName':'i-0123456789abcdef0'}");
        assertThat(wiped.categories()).containsExactly(Category.DELETED);
        assertThat(wiped.resources().get(0).type()).isEqualTo("AWS::Logs::LogStream");
    }

    @Test
    void cloudControlSaysItselfWhatItIsAbout() {
        Finding deleted = judged(
                "cloudcontrolapi",
                "DeleteResource",
                ",'requestParameters':{'typeName':'AWS::S3::Bucket','identifier':'logs'},'responseElements':{'progressEvent':{'typeName':'AWS::S3::Bucket','identifier':'logs'}}");
        assertThat(deleted.categories()).containsExactly(Category.DELETED);
        assertThat(deleted.resources()).containsExactly(new Resource("AWS::S3::Bucket", "logs", "arn:aws:s3:::logs"));
        Finding made = judged(
                "cloudcontrolapi",
                "CreateResource",
                ",'requestParameters':{'typeName':'AWS::IAM::User','desiredState':'HIDDEN_DUE_TO_SECURITY_REASONS'},'responseElements':{'progressEvent':{'identifier':'backup'}}");
        assertThat(made.categories()).containsExactly(Category.IDENTITY, Category.CREATED);
        assertThat(made.resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::IAM::User", "backup"));
    }

    @Test
    void cloudControlsClassIsThatOfTheServicesOwnCall() {
        assertThat(cloudControl("AWS::EKS::AccessEntry")).containsExactly(Category.CREATED, Category.IDENTITY);
        assertThat(cloudControl("AWS::RolesAnywhere::TrustAnchor"))
                .containsExactly(Category.IDENTITY, Category.CREATED);
        assertThat(cloudControl("AWS::IAM::ServerCertificate")).containsExactly(Category.CREATED);
    }

    private static List<Category> cloudControl(String type) {
        return judged(
                        "cloudcontrolapi",
                        "CreateResource",
                        ",'requestParameters':{'typeName':'" + type
                                + "'},'responseElements':{'progressEvent':{'identifier':'x'}}")
                .categories();
    }

    @Test
    void eachSecretOfABatchIsNamed() {
        assertThat(ids("secretsmanager", "BatchGetSecretValue", ",'requestParameters':{'secretIdList':['db','api']}"))
                .containsExactly("db", "api");
    }

    @Test
    void mailNamesTheIdentityThatItWasSentAs() {
        assertThat(
                        ids(
                                "ses",
                                "SendEmail",
                                ",'requestParameters':{'source':'it@corp.com','destination':{'toAddresses':['HIDDEN_DUE_TO_SECURITY_REASONS']}}"))
                .containsExactly("it@corp.com");
        assertThat(ids("ses", "SendEmail", ",'requestParameters':{'fromEmailAddress':'it@corp.com'}"))
                .containsExactly("it@corp.com");
    }

    @Test
    void anAnswersSummaryIsOfTheThingThatWasMade() {
        assertThat(
                        ids(
                                "organizations",
                                "PutResourcePolicy",
                                ",'requestParameters':{'content':'{}'},'responseElements':{'resourcePolicy':{'resourcePolicySummary':{'id':'rp-1'}}}"))
                .containsExactly("rp-1");
    }

    @Test
    void aSessionOfTheRootUserNamesTheAccountThatItIsOf() {
        assertThat(ids("sts", "AssumeRoot", ",'requestParameters':{'targetPrincipal':'222233334444'}"))
                .containsExactly("222233334444");
    }

    @Test
    void aLayerIsNamedWhenItsCodeIsFetched() {
        assertThat(ids(
                        "lambda",
                        "GetLayerVersion20181031",
                        ",'requestParameters':{'layerName':'shared','versionNumber':3}"))
                .containsExactly("shared");
    }

    @Test
    void anEndpointServiceIsCreatedAndNotTheBalancerBehindIt() {
        Finding made = judged(
                "ec2",
                "CreateVpcEndpointServiceConfiguration",
                ",'requestParameters':{'CreateVpcEndpointServiceConfigurationRequest':{'NetworkLoadBalancerArn':{'tag':1,'content':'arn:aws:elasticloadbalancing:"
                        + HOME
                        + "loadbalancer/net/n/1'}}},'responseElements':{'CreateVpcEndpointServiceConfigurationResponse':{'serviceConfiguration':{'serviceId':'vpce-svc-0123456789abcdef0'}}}");
        assertThat(made.categories()).containsExactly(Category.CREATED);
        assertThat(made.resources()).extracting(Resource::id).contains("vpce-svc-0123456789abcdef0");
    }

    @Test
    void anInterfaceThatIsDetachedIsToldByItsAttachment() {
        assertThat(ids(
                        "ec2",
                        "DetachNetworkInterface",
                        ",'requestParameters':{'attachmentId':'eni-attach-0123456789abcdef0','force':true}"))
                .containsExactly("eni-attach-0123456789abcdef0");
    }

    private static List<String> ids(String service, String name, String more) {
        return judged(service, name, more).resources().stream()
                .map(Resource::id)
                .toList();
    }

    @Test
    void instancesThatAFleetStartedAtOnceAreNamedBesideIt() {
        assertThat(judged(
                                "ec2",
                                "CreateFleet",
                                ",'requestParameters':{'CreateFleetRequest':{'Type':'instant'}},'responseElements':{'CreateFleetResponse':{'fleetId':'fleet-1',"
                                        + "'fleetInstanceSet':{'item':{'instanceIds':{'item':'i-0a1b2c3d4e'}}}}}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::EC2::EC2Fleet", "fleet-1"), tuple("AWS::EC2::Instance", "i-0a1b2c3d4e"));
        assertThat(judged(
                                "ec2",
                                "CreateFleet",
                                ",'requestParameters':{'CreateFleetRequest':{'Type':'maintain'}},'responseElements':{'CreateFleetResponse':{'fleetId':'fleet-1'}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("fleet-1");
    }

    @Test
    void aRefusedChangeOfAProfileNamesTheAssociation() {
        assertThat(judged(
                                "ec2",
                                "ReplaceIamInstanceProfileAssociation",
                                ",'errorCode':'Client.UnauthorizedOperation','requestParameters':{'ReplaceIamInstanceProfileAssociationRequest':"
                                        + "{'AssociationId':'iip-assoc-0dbd8529a48294120','IamInstanceProfile':{'Name':'admin'}}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("iip-assoc-0dbd8529a48294120");
    }

    @Test
    void anAnswersBareArnIsTheWholesWhereItIsOfItsKind() {
        String arn = "arn:aws:secretsmanager:" + HOME + "secret:s-AbCdEf";
        String request = ",'requestParameters':{'secretId':'s'},'responseElements':";
        assertThat(judged("secretsmanager", "PutResourcePolicy", request + "{'arn':'" + arn + "','name':'s'}")
                        .resources())
                .extracting(Resource::arn)
                .containsExactly(arn);
        assertThat(judged(
                                "secretsmanager",
                                "PutResourcePolicy",
                                request + "{'arn':'arn:aws:kms:" + HOME + "key/k','name':'s'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("s");
    }

    @Test
    void whatHasNoTypeOfItsOwnIsNamedByTheThingThatBearsIt() {
        assertThat(judged(
                                "codeartifact",
                                "PublishPackageVersion",
                                ",'requestParameters':{'domain':'corp','repository':'npm','package':'left','packageVersion':'9'}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::CodeArtifact::Repository", "npm"));
        assertThat(judged(
                                "lakeformation",
                                "GrantPermissions",
                                ",'requestParameters':{'principal':{'dataLakePrincipalIdentifier':'arn:aws:iam::111122223333:role/bi'},"
                                        + "'resource':{'table':{'databaseName':'lake'}}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("arn:aws:iam::111122223333:role/bi");
        String authority = "arn:aws:acm-pca:" + HOME + "certificate-authority/aa";
        assertThat(judged(
                                "acm-pca",
                                "CreatePermission",
                                ",'errorCode':'AccessDeniedException','requestParameters':{'certificateAuthorityArn':'"
                                        + authority + "','principal':'acm.amazonaws.com'}")
                        .resources())
                .extracting(Resource::type, Resource::arn)
                .containsExactly(tuple("AWS::ACMPCA::CertificateAuthority", authority));
        assertThat(judged(
                                "cloudfront",
                                "AssociateAlias2020_05_31",
                                ",'requestParameters':{'targetDistributionId':'E2EXAMPLE','alias':'www.shop.example'}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::CloudFront::Distribution", "E2EXAMPLE"));
    }

    @Test
    void aThingIsCalledAsCloudFormationCallsItThoughTheCallSpeaksOtherwise() {
        assertThat(judged("iot", "CreateKeysAndCertificate", ",'responseElements':{'certificateId':'c'}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::IoT::Certificate", "c"));
        assertThat(judged("ses", "SetActiveReceiptRuleSet", ",'requestParameters':{'ruleSetName':'fwd'}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::SES::ReceiptRuleSet", "fwd"));
        assertThat(judged("ecr-public", "CreateRepository", ",'requestParameters':{'repositoryName':'r'}")
                        .resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::ECR::PublicRepository", "r"));
        assertThat(judged(
                                "bedrock",
                                "CreateProvisionedModelThroughput",
                                ",'errorCode':'ServiceQuotaExceededException','requestParameters':{'modelId':'m','provisionedModelName':'p'}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("p");
    }

    /** What was made by one name may be called by the other later. */
    @Test
    void whatIsMadeIsKnownByItsIdAndByItsName() {
        assertThat(Events.judged(
                                "ec2",
                                "CreateKeyPair",
                                ",'requestParameters':{'keyName':'mine'},"
                                        + "'responseElements':{'keyName':'mine','keyPairId':'key-0a1b2c3d4e5f60718','keyMaterial':'x'}")
                        .resources())
                .containsExactly(new Resource("AWS::EC2::KeyPair", "mine", null, "key-0a1b2c3d4e5f60718"));
        assertThat(Events.judged(
                                "ec2",
                                "CreateSecurityGroup",
                                ",'requestParameters':{'groupName':'web','groupDescription':'d','vpcId':'vpc-1'},"
                                        + "'responseElements':{'groupId':'sg-0a1b2c3d4e5f60718','_return':true}")
                        .resources()
                        .get(0)
                        .name())
                .isEqualTo("web");
        assertThat(Events.judged(
                                "ec2",
                                "CreateLaunchTemplate",
                                ",'requestParameters':{'CreateLaunchTemplateRequest':{'LaunchTemplateName':'miners'}},"
                                        + "'responseElements':{'CreateLaunchTemplateResponse':{'launchTemplate':{'launchTemplateId':'lt-0a1b2c3d4e5f60718','launchTemplateName':'miners'}}}")
                        .resources()
                        .get(0))
                .satisfies(template -> {
                    assertThat(template.id()).isEqualTo("lt-0a1b2c3d4e5f60718");
                    assertThat(template.name()).isEqualTo("miners");
                });
        // The cluster of a node group is no name of it.
        assertThat(Events.judged(
                                "eks",
                                "CreateNodegroup",
                                ",'requestParameters':{'name':'prod','clusterName':'prod','nodegroupName':'ng'},"
                                        + "'responseElements':{'nodegroup':{'nodegroupName':'ng','clusterName':'prod'}}")
                        .resources()
                        .get(0)
                        .name())
                .isNull();
    }
}
