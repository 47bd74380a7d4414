package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.eksrunbook.trail.Events.judged;

import org.eksrunbook.trail.Finding.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls of which no table knows anything but the service: which field names the thing, and which only stands beside it. A thing wrongly said to
 * be made would be deleted.
 */
class UnknownCallsTest {

    private static final String HOME = "eu-west-1:111122223333:";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datazone|DeleteGlossary|{'domainIdentifier':'dzd-1','identifier':'g-1'}|g-1",
                "kendra|DeleteThesaurus|{'id':'t-1','indexId':'i-1'}|t-1",
                "codecatalyst|DeleteProject|{'spaceName':'space','name':'shop'}|shop",
                "quicksight|DeleteNamespace|{'awsAccountId':'111122223333','namespace':'team'}|team",
                "codebuild|BatchDeleteBuilds|{'ids':['b-1','b-1']}|b-1"
            })
    void aBareNameIsTheThingsOwnWhereOtherFieldsSpeakOfOtherThings(
            String service, String call, String request, String id) {
        Finding deleted = judged(service, call, ",'requestParameters':" + request);
        assertThat(deleted.category()).isEqualTo(Category.DELETED);
        assertThat(deleted.resources().get(0).id()).isEqualTo(id);
    }

    @Test
    void whatWasMadeGoesByTheIdInTheAnswerAndThingsBesideItWereNotMade() {
        Finding made = judged(
                "databrew",
                "CreateProfileJob",
                ",'requestParameters':{'datasetName':'sales','name':'nightly'},'responseElements':{'name':'nightly'}");
        assertThat(made.resources())
                .extracting(Resource::type, Resource::id, r -> made.change(r).word())
                .containsExactly(
                        tuple("AWS::DataBrew::ProfileJob", "nightly", "created"),
                        tuple("AWS::DataBrew::Dataset", "sales", "modified"));
        // The answer repeats the fleet's name: that was there before.
        assertThat(judged(
                                "gamelift",
                                "CreateFleetLocations",
                                ",'requestParameters':{'fleetId':'fleet-1','locations':[{'location':'us-west-2'}]},'responseElements':{'fleetId':'fleet-1'}")
                        .categories())
                .containsExactly(Category.MODIFIED);
        // Under a bare id the answer means the list that the request names.
        assertThat(judged(
                                "route53resolver",
                                "ImportFirewallDomains",
                                ",'requestParameters':{'firewallDomainListId':'fdl-1'},'responseElements':{'id':'fdl-1'}")
                        .resources())
                .extracting(Resource::type)
                .containsExactly("AWS::Route53Resolver::FirewallDomainList");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lightsail|CopySnapshot|{'sourceSnapshotName':'old','targetSnapshotName':'new'}|new",
                "appstream|CopyImage|{'sourceImageName':'old','destinationImageName':'new'}|new",
                "amplifybackend|CloneBackend|{'appId':'a','backendEnvironmentName':'old','targetEnvironmentName':'new'}|new",
                "redshift|RestoreTableFromClusterSnapshot|{'snapshotIdentifier':'s','sourceTableName':'old','newTableName':'new'}|new"
            })
    void ofACopyTheNewOneIsNamed(String service, String call, String request, String id) {
        Finding copied = judged(service, call, ",'requestParameters':" + request);
        assertThat(copied.resources()).extracting(Resource::id).contains(id).doesNotContain("old", "s");
    }

    @Test
    void theSourceInTheAnswerOfACopyWasNotMade() {
        assertThat(judged(
                                "medical-imaging",
                                "CopyImageSet",
                                ",'requestParameters':{'datastoreId':'d','sourceImageSetId':'old'},'responseElements':{'sourceImageSetProperties':{'imageSetId':'old'},'destinationImageSetProperties':{'imageSetId':'new'}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("new");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cognito-idp|DeleteUserPoolDomain|{'domain':'login','userPoolId':'eu-west-1_A'}|AWS::Cognito::UserPool",
                "glue|DeletePartition|{'databaseName':'silver','tableName':'orders'}|AWS::Glue::Database",
                "neptune-graph|DeletePrivateGraphEndpoint|{'graphIdentifier':'g-1','vpcId':'vpc-0a1b2c3d4e'}|AWS::NeptuneGraph::Graph",
                "chime|DeleteEventsConfiguration|{'accountId':'111122223333','botId':'b-1'}|AWS::Chime::Bot"
            })
    void whatAPartIsAPartOfIsNotGoneWithIt(String service, String call, String request, String type) {
        Finding cut = judged(service, call, ",'requestParameters':" + request);
        assertThat(cut.resources()).extracting(Resource::type).containsExactly(type);
        assertThat(cut.categories()).containsExactly(Category.MODIFIED);
    }

    /** CloudFormation knows a program by its name and its multiplex's id; the multiplex has an id of its own. */
    @Test
    void ofAnIdentifierOfSeveralPartsTheThingsOwnNamesIt() {
        assertThat(judged(
                                "medialive",
                                "DeleteMultiplexProgram",
                                ",'requestParameters':{'multiplexId':'m-1','programName':'news'}")
                        .resources()
                        .get(0)
                        .id())
                .isEqualTo("news");
    }

    @Test
    void whatTheAnswerListsAsRefusedWasNotDone() {
        String rule = "arn:aws:securityhub:" + HOME + "automation-rule/";
        assertThat(judged(
                                "securityhub",
                                "BatchDeleteAutomationRules",
                                ",'requestParameters':{'automationRulesArns':['" + rule + "a','" + rule
                                        + "b']},'responseElements':{'processedAutomationRules':['" + rule
                                        + "a'],'unprocessedAutomationRules':[{'ruleArn':'" + rule + "b'}]}")
                        .resources())
                .extracting(Resource::arn)
                .doesNotContain(rule + "b");
        Finding some = judged(
                "omics",
                "BatchDeleteReadSet",
                ",'requestParameters':{'ids':['1','2'],'sequenceStoreId':'s'},'responseElements':{'errors':[{'id':'2','code':'NOT_FOUND'}]}");
        assertThat(some.effective()).isTrue();
        assertThat(some.resources()).extracting(Resource::id).contains("1").doesNotContain("2");
    }

    @Test
    void whatAWholeStillHasAfterADeletionIsNotGone() {
        assertThat(judged(
                                "network-firewall",
                                "DeleteProxyRules",
                                ",'requestParameters':{'proxyRuleGroupName':'g','rules':['old']},'responseElements':{'proxyRuleGroup':{'proxyRuleGroupName':'g','rules':{'preDNS':[{'proxyRuleName':'kept'}]}}}")
                        .resources())
                .extracting(Resource::id)
                .doesNotContain("kept");
    }

    @Test
    void keysRolesAndTopicsThatAServiceIsToldToUseWereNotChanged() {
        assertThat(judged(
                                "auditmanager",
                                "UpdateSettings",
                                ",'requestParameters':{'kmsKey':'arn:aws:kms:" + HOME
                                        + "key/1','snsTopic':'arn:aws:sns:" + HOME + "t'}")
                        .resources())
                .isEmpty();
    }

    @Test
    void aContentAmongOtherMembersIsNoWrapper() {
        assertThat(judged(
                                "organizations",
                                "CreatePolicy",
                                ",'requestParameters':{'name':'deny','type':'SERVICE_CONTROL_POLICY'},'responseElements':{'policy':{'content':'{}','policySummary':{'id':'p-1','name':'deny'}}}")
                        .resources())
                .extracting(Resource::id)
                .containsExactly("p-1");
    }

    @Test
    void aMemberBesideOtherFieldsIsSomebodyAndNoWrapper() {
        assertThat(judged(
                                "chime",
                                "CreateChannelBan",
                                ",'requestParameters':{'channelArn':'arn:aws:chime:" + HOME
                                        + "channel/c'},'responseElements':{'channelArn':'arn:aws:chime:" + HOME
                                        + "channel/c','member':{'arn':'arn:aws:chime:" + HOME + "user/mia'}}")
                        .resources())
                .extracting(Resource::arn)
                .containsExactly("arn:aws:chime:" + HOME + "channel/c");
    }

    @ParameterizedTest
    @CsvSource({
        "acm-pca, RestoreCertificateAuthority, modified",
        "cloudtrail, RestoreEventDataStore, modified",
        "ds, RestoreFromSnapshot, modified",
        "ec2, RestoreVolumeFromRecycleBin, modified",
        "docdb-elastic, RestoreClusterFromSnapshot, created",
        "dynamodb, RestoreTableToPointInTime, created"
    })
    void whatIsBroughtBackWasNotMade(String service, String call, String category) {
        assertThat(judged(service, call, "").category().word()).isEqualTo(category);
    }

    @Test
    void aRestoredThingWasMadeWhereTheRequestSaysFromWhat() {
        assertThat(judged(
                                "cassandra",
                                "RestoreTable",
                                ",'requestParameters':{'sourceTableName':'old','targetTableName':'new'}")
                        .category())
                .isEqualTo(Category.CREATED);
    }
}
