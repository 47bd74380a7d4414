package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.Category.ACCESSED;
import static org.eksrunbook.trail.Category.CREATED;
import static org.eksrunbook.trail.Category.DELETED;
import static org.eksrunbook.trail.Category.IDENTITY;
import static org.eksrunbook.trail.Category.MODIFIED;
import static org.eksrunbook.trail.Category.OTHER;
import static org.eksrunbook.trail.Category.RECON;
import static org.eksrunbook.trail.Events.judged;

import java.util.List;
import org.eksrunbook.trail.Finding.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One event for each rule, showing why the rule is there. */
class ClassifierTest {

    @Test
    void whatCloudFormationCreatesWithIsCreated() {
        assertThat(judged("kinesis", "CreateStream", "").categories()).containsExactly(CREATED);
    }

    @Test
    void theVersionBehindANameIsNoPartOfIt() {
        assertThat(judged("lambda", "CreateFunction20150331", "").categories()).containsExactly(CREATED);
        assertThat(judged("cloudfront", "PublishFunction2020_05_31", "").category())
                .isEqualTo(CREATED);
    }

    @Test
    void aPartThatComesOrGoesIsAChangeOfItsWhole() {
        Finding route = judged(
                "ec2",
                "CreateRoute",
                ",'requestParameters':{'routeTableId':'rtb-0a1b2c3d4e','gatewayId':'igw-0a1b2c3d4e'}");
        assertThat(route.categories()).containsExactly(MODIFIED);
        assertThat(route.resources().get(0).type()).isEqualTo("AWS::EC2::RouteTable");
        assertThat(judged("s3", "DeleteBucketPolicy", "").categories()).containsExactly(MODIFIED);
        assertThat(judged("lambda", "AddPermission20150331v2", "").categories()).containsExactly(MODIFIED);
    }

    @Test
    void putAndSetChangeWhateverCloudFormationUsesThemFor() {
        assertThat(judged("events", "PutRule", "").categories()).containsExactly(MODIFIED);
    }

    @Test
    void identityComesFirstWhereTheCallIsAboutAnIdentity() {
        assertThat(judged("iam", "CreateUser", "").categories()).containsExactly(IDENTITY, CREATED);
        assertThat(judged("iam", "UpdateAssumeRolePolicy", "").categories()).containsExactly(IDENTITY, MODIFIED);
        assertThat(judged("sso", "CreateAccountAssignment", "").category()).isEqualTo(IDENTITY);
        assertThat(judged("eks", "AssociateAccessPolicy", "").categories()).containsExactly(IDENTITY, MODIFIED);
    }

    @Test
    void aCredentialOfAnotherKindComesSecond() {
        assertThat(judged("ec2", "ImportKeyPair", "").categories()).containsExactly(CREATED, IDENTITY);
        assertThat(judged("appsync", "CreateApiKey", "").categories()).containsExactly(CREATED, IDENTITY);
    }

    @Test
    void sessionsAreIdentityThoughCloudTrailCallsThemReadOnly() {
        assertThat(judged("sts", "AssumeRole", ",'readOnly':true").categories()).containsExactly(IDENTITY);
        assertThat(judged("sts", "GetFederationToken", "").categories()).containsExactly(IDENTITY);
        assertThat(judged("elasticmapreduce", "GetClusterSessionCredentials", "")
                        .categories())
                .containsExactly(IDENTITY);
    }

    @Test
    void aPassedRoleIsIdentityBesides() {
        Finding made = judged(
                "ec2",
                "RunInstances",
                ",'requestParameters':{'iamInstanceProfile':{'name':'admin'},'subnetId':'subnet-0a1b2c3d4e'}");
        assertThat(made.categories()).containsExactly(CREATED, IDENTITY);
        assertThat(judged("ec2", "RunInstances", "").categories()).containsExactly(CREATED);
    }

    @ParameterizedTest
    @CsvSource({
        "s3,GetObject", "secretsmanager,GetSecretValue", "ssm,GetParametersByPath", "ec2,GetPasswordData",
                "dynamodb,Scan",
        "rds,DownloadDBLogFilePortion", "logs,FilterLogEvents", "ebs,GetSnapshotBlock", "ecr,BatchGetImage",
                "lambda,GetFunction20150331v2"
    })
    void contentThatComesBackIsAccessed(String service, String name) {
        assertThat(judged(service, name, ",'readOnly':true").categories()).containsExactly(ACCESSED);
    }

    @Test
    void userDataIsContentAndOtherAttributesAreNot() {
        assertThat(judged(
                                "ec2",
                                "DescribeInstanceAttribute",
                                ",'requestParameters':{'attribute':'userData','instanceId':'i-0a1b2c3d4e'}")
                        .categories())
                .containsExactly(ACCESSED);
        assertThat(judged("ec2", "DescribeInstanceAttribute", ",'requestParameters':{'attribute':'instanceType'}")
                        .categories())
                .containsExactly(RECON);
    }

    @Test
    void listsAndDescriptionsAreRecon() {
        assertThat(judged("s3", "ListBuckets", "").categories()).containsExactly(RECON);
        assertThat(judged("s3", "HeadObject", "").categories()).containsExactly(RECON);
        assertThat(judged("iam", "GetAccountAuthorizationDetails", "").categories())
                .containsExactly(RECON);
    }

    @Test
    void runningCommandsChangesTheInstance() {
        Finding run =
                judged("ssm", "SendCommand", ",'requestParameters':{'instanceIds':['i-0a1b2c3d4e','i-1a1b2c3d4e']}");
        assertThat(run.categories()).containsExactly(MODIFIED);
        assertThat(run.resources()).extracting(Finding.Resource::id).containsExactly("i-0a1b2c3d4e", "i-1a1b2c3d4e");
        Finding session = judged("ssm", "StartSession", ",'requestParameters':{'target':'i-0a1b2c3d4e'}");
        assertThat(session.resources()).extracting(Finding.Resource::id).containsExactly("i-0a1b2c3d4e");
    }

    @Test
    void sharingIsAChange() {
        assertThat(judged("ec2", "ModifySnapshotAttribute", "").categories()).containsExactly(MODIFIED);
        assertThat(judged("rds", "ModifyDBSnapshotAttribute", "").categories()).containsExactly(MODIFIED);
    }

    @Test
    void aKeyUsedByAServiceTellsOfARead() {
        Finding used = judged(
                "kms",
                "GenerateDataKey",
                ",'sourceIPAddress':'secretsmanager.amazonaws.com','requestParameters':{'keyId':'alias/x'}");
        assertThat(used.categories()).containsExactly(ACCESSED);
        assertThat(judged("kms", "GenerateDataKey", ",'sourceIPAddress':'198.51.100.7'")
                        .categories())
                .containsExactly(OTHER);
    }

    @Test
    void usingAModelIsNeitherReadNorChange() {
        assertThat(judged("bedrock", "InvokeModel", ",'readOnly':true").categories())
                .containsExactly(OTHER);
    }

    @Test
    void deletionThatOnlyTheServiceTellsOfIsADeletion() {
        Finding gone = judged(
                "secretsmanager",
                "EndSecretVersionDelete",
                ",'eventType':'AwsServiceEvent','userIdentity':{'accountId':'111122223333','invokedBy':'secretsmanager.amazonaws.com'},"
                        + "'additionalEventData':{'SecretId':'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf'}");
        assertThat(gone.categories()).containsExactly(DELETED);
        assertThat(gone.resources().get(0).arn())
                .isEqualTo("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf");
    }

    @Test
    void aServiceThatTakesItsOwnRoleIsNobodysDoing() {
        assertThat(Classifier.standard()
                        .classify(Events.call(
                                "sts",
                                "AssumeRole",
                                ",'userIdentity':{'type':'AWSService','invokedBy':'lambda.amazonaws.com'}")))
                .isEmpty();
        assertThat(
                        Classifier.standard()
                                .classify(
                                        Events.call(
                                                "ec2",
                                                "RunInstances",
                                                ",'userIdentity':{'type':'AssumedRole','sessionContext':{'sessionIssuer':{'arn':"
                                                        + "'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/X'}}}")))
                .isEmpty();
    }

    @Test
    void aRoleWhosePathOnlyReadsLikeAServicesIsTheAttackers() {
        for (String role : List.of("x:role/aws-service-role/X", "x/AWSServiceRoleForX")) {
            Finding made = judged(
                    "ec2",
                    "RunInstances",
                    ",'userIdentity':{'type':'AssumedRole','sessionContext':{'sessionIssuer':{'arn':"
                            + "'arn:aws:iam::111122223333:role/" + role + "'}}}");
            assertThat(made.category()).isNotNull();
        }
        assertThat(Arns.isServiceLinked("arn:aws:sts::111122223333:assumed-role/eve/AWSServiceRoleForX"))
                .isFalse();
        assertThat(Arns.isServiceLinked("arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s"))
                .isTrue();
    }

    @Test
    void whatAServiceDoesInTheCallersNameIsTheCallers() {
        Finding stack = judged(
                "iam",
                "CreateRole",
                ",'userIdentity':{'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/dev/eve','invokedBy':'cloudformation.amazonaws.com'}");
        assertThat(stack.principal()).isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/eve");
    }

    @Test
    void aDeniedCallIsJudgedByWhatWasAttempted() {
        Finding denied = judged("iam", "CreateUser", ",'errorCode':'AccessDenied','requestParameters':null");
        assertThat(denied.categories()).containsExactly(IDENTITY, CREATED);
        assertThat(denied.effective()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "newservice,CreateWidget,created",
        "newservice,DeleteWidget,deleted",
        "newservice,UpdateWidget,modified",
        "newservice,ListWidgets,recon",
        "newservice,GetWidgetPassword,accessed",
        "newservice,SendWidget,other",
        "newservice,BatchDeleteWidgets,deleted",
        "newservice,AdminCreateWidget,created",
        "newservice,FrobnicateWidget,modified",
        "newservice,ExportWidgets,accessed",
        "newservice,StartQueryRun,accessed",
        "newservice,StartWidget,modified",
        "newservice,GetWidgetCredentialsForTenant,identity"
    })
    void anUnknownCallIsJudgedByItsName(String service, String name, String word) {
        assertThat(judged(service, name, "").category().word()).isEqualTo(word);
    }

    @Test
    void anUnknownVerbThatOnlyReadsIsRecon() {
        assertThat(judged("newservice", "PonderWidget", ",'readOnly':true").categories())
                .containsExactly(RECON);
    }

    @Test
    void readOnlyDoesNotMakeAWriteARead() {
        assertThat(judged("cloudtrail", "StopLogging", ",'readOnly':true").categories())
                .containsExactly(MODIFIED);
    }

    @Test
    void tagsAreAChange() {
        Finding tagged = judged(
                "ec2", "CreateTags", ",'requestParameters':{'resourcesSet':{'items':[{'resourceId':'i-0a1b2c3d4e'}]}}");
        assertThat(tagged.categories()).containsExactly(MODIFIED);
        assertThat(tagged.resources()).extracting(Finding.Resource::type).containsExactly("AWS::EC2::Instance");
        assertThat(judged("lambda", "TagResource20170331v2", "").categories()).containsExactly(MODIFIED);
    }

    @Test
    void theSameEventGetsTheSameFinding() {
        EventRecord event = Events.call("iam", "CreateUser", "");
        assertThat(Classifier.standard().classify(event))
                .isEqualTo(Classifier.standard().classify(event));
    }

    @Test
    void aModelThatIsUsedOnWhatTheCallerSendsIsNotLookedAtThoughAwsCallsItARead() {
        assertThat(judged("translate", "TranslateText", "").categories()).containsExactly(OTHER);
        assertThat(judged("comprehend", "DetectEntities", "").categories()).containsExactly(OTHER);
        assertThat(judged("sagemaker", "InvokeEndpoint", "").categories()).containsExactly(OTHER);
        assertThat(judged("translate", "ListTerminologies", "").categories()).containsExactly(RECON);
        assertThat(judged("comprehend", "DescribeEndpoint", "").categories()).containsExactly(RECON);
    }

    @Test
    void anAccountsAliasIsAThingThatComesAndGoes() {
        Finding made = judged("iam", "CreateAccountAlias", ",'requestParameters':{'accountAlias':'acme-login'}");
        assertThat(made.categories()).contains(CREATED);
        assertThat(made.resources()).extracting(Resource::id).containsExactly("acme-login");
        assertThat(judged("iam", "ListAccountAliases", "").categories()).containsExactly(RECON);
    }

    @Test
    void aLinkThatLetsItsBearerInIsACredential() {
        Finding link = judged(
                "sagemaker",
                "CreatePresignedNotebookInstanceUrl",
                ",'requestParameters':{'notebookInstanceName':'nb'}");
        assertThat(link.category()).isEqualTo(IDENTITY);
        assertThat(link.resources()).extracting(Resource::id).containsExactly("nb");
        assertThat(judged("newservice", "CreateWebLoginToken", "").category()).isEqualTo(IDENTITY);
        assertThat(judged("quicksight", "GenerateEmbedUrlForRegisteredUser", "").category())
                .isEqualTo(IDENTITY);
        assertThat(judged("quicksight", "GetDashboardEmbedUrl", "").category()).isEqualTo(IDENTITY);
        assertThat(judged("sqs", "GetQueueUrl", "").category()).isEqualTo(RECON);
    }

    @Test
    void aClusterElsewhereThatIsRegisteredIsANewOneHere() {
        assertThat(judged("eks", "RegisterCluster", ",'requestParameters':{'name':'hybrid'}")
                        .categories())
                .containsExactly(CREATED);
        assertThat(judged("eks", "AssociateEncryptionConfig", ",'requestParameters':{'clusterName':'prod'}")
                        .categories())
                .containsExactly(MODIFIED);
    }

    @Test
    void imagesAreGoneThoughTheirRepositoryStays() {
        String repository = ",'requestParameters':{'repositoryName':'web'}";
        assertThat(judged("ecr", "BatchDeleteImage", repository).categories()).containsExactly(DELETED);
        assertThat(judged("ecr", "DeleteLifecyclePolicy", repository).categories())
                .containsExactly(MODIFIED);
    }

    @Test
    void aKnowledgeBaseGivesItsContentAndAModelIsUsed() {
        assertThat(judged("bedrock", "Retrieve", ",'requestParameters':{'knowledgeBaseId':'KB12345678'}")
                        .categories())
                .containsExactly(ACCESSED);
        assertThat(judged("bedrock", "Converse", ",'requestParameters':{'modelId':'m'}")
                        .categories())
                .containsExactly(OTHER);
    }

    /** EBS direct APIs: StartSnapshot makes one, as ecs StartTask makes a task; most of what is started was there before. */
    @Test
    void whatAStartMakesIsCreated() {
        Finding made = judged(
                "ebs",
                "StartSnapshot",
                ",'requestParameters':{'volumeSize':8},'responseElements':{'snapshotId':'snap-0a1b'}");
        assertThat(made.categories()).containsExactly(Category.CREATED);
        assertThat(judged(
                                "ec2",
                                "StartInstances",
                                ",'requestParameters':{'instancesSet':{'items':[{'instanceId':'i-0a1b2c3d'}]}}")
                        .categories())
                .containsExactly(Category.MODIFIED);
    }

    /** A node's own agent says every few minutes that it lives: seen, for whoever has its credentials can speak for it, but nothing was modified. */
    @Test
    void theAgentsOwnReportsModifyNothing() {
        for (String call : List.of("UpdateInstanceInformation", "OpenControlChannel", "CreateDataChannel")) {
            assertThat(judged("ssm", call, ",'requestParameters':{'instanceId':'i-0a1b2c3d4e'}")
                            .categories())
                    .containsExactly(Category.OTHER);
        }
    }

    /** A tool of an MCP server works by calls of its own, which are logged too; the number of the message is no resource. */
    @Test
    void aToolThatWasCalledIsNotWhatTheToolDid() {
        String call =
                ",'eventType':'AwsMcpEvent','requestParameters':{'id':1,'jsonrpc':'2.0','method':'tools/call','params':{'name':'apply_yaml'}}";
        Finding privileged = judged("eks-mcp", "CallPrivilegedTool", call);
        assertThat(privileged.categories()).containsExactly(OTHER);
        assertThat(privileged.resources()).isEmpty();
        assertThat(judged("eks-mcp", "CallReadOnlyTool", call).categories()).containsExactly(Category.RECON);
        assertThat(judged("aws-mcp", "CallTool", call + ",'readOnly':true").categories())
                .containsExactly(OTHER);
    }

    /** Amazon Cognito logs its own pages' requests by path and method (Cognito developer guide, «Managed login events»). */
    @Test
    void whoSignsInOnAPoolsOwnPagesModifiesNothing() {
        for (String page : List.of("Token_POST", "SAML2Response_POST", "login_POST")) {
            assertThat(judged("cognito-idp", page, ",'eventType':'AwsServiceEvent','readOnly':false")
                            .categories())
                    .containsExactly(Category.IDENTITY);
        }
    }
}
