package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.eksrunbook.trail.Events.judged;

import org.eksrunbook.trail.Finding.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call's words say where its first verb alone would mislead. */
class CallWordsTest {

    @ParameterizedTest
    @CsvSource({
        "payments, Instruments_Create, created",
        "payments, Instruments_Delete, deleted",
        "payments, Preferences_BatchGetPaymentProfiles, recon",
        "payments, Instruments_ListPending, recon"
    })
    void theConsolesOwnCallsSayFirstOfWhatTheyAre(String service, String call, String word) {
        assertThat(judged(service, call, "").category().word()).isEqualTo(word);
    }

    /** CloudTrail calls the console's own writes read-only now and then. */
    @Test
    void aWriteOfTheConsoleIsNoReadThoughCloudTrailCallsItOne() {
        assertThat(judged("payments", "Instruments_Create", ",'readOnly':true").category())
                .isEqualTo(Category.CREATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "elasticloadbalancing|RegisterInstancesWithLoadBalancer|{'loadBalancerName':'shop','instances':[{'instanceId':'i-0abc1234def567890'}]}|shop",
                "elasticloadbalancing|DeregisterInstancesFromLoadBalancer|{'loadBalancerName':'shop','instances':[{'instanceId':'i-0abc1234def567890'}]}|shop"
            })
    void whoeverJoinsOrLeavesWasThereAndSoWasWhatItJoins(String service, String call, String request, String id) {
        Finding joined = judged(service, call, ",'requestParameters':" + request);
        assertThat(joined.categories()).containsExactly(Category.MODIFIED);
        assertThat(joined.resources().get(0).id()).isEqualTo(id);
    }

    @Test
    void whatIsRegisteredByItselfIsStillMade() {
        assertThat(judged("storagegateway", "RegisterGateway", "").category()).isEqualTo(Category.CREATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "comprehend|StartTopicsDetectionJob|{'jobName':'n'}|{'jobId':'j-1','jobStatus':'SUBMITTED'}|created",
                "comprehend|StartTopicsDetectionJob|{'jobId':'j-1'}|{'jobId':'j-1'}|modified",
                "rekognition|StartLabelDetection|{'video':{}}|{'jobId':'j-1'}|created",
                "textract|StartDocumentTextDetection|{'documentLocation':{}}|{'jobId':'j-1'}|created",
                "transcribe|StartTranscriptionJob|{'transcriptionJobName':'j'}|{'transcriptionJob':{'transcriptionJobName':'j','creationTime':'x'}}|created",
                "dms|StartReplicationTask|{'replicationTaskArn':'arn:aws:dms:eu-west-1:111122223333:task:A'}|{'replicationTask':{'replicationTaskArn':'arn:aws:dms:eu-west-1:111122223333:task:A'}}|modified"
            })
    void aJobThatOnlyTheAnswerNamesBeganWithTheCall(
            String service, String call, String request, String answer, String word) {
        Finding begun = judged(service, call, ",'requestParameters':" + request + ",'responseElements':" + answer);
        assertThat(begun.category().word()).isEqualTo(word);
    }

    @Test
    void anEventThatWasSentIsNoThingAndTheBusIsNamed() {
        Finding sent = judged(
                "events",
                "PutEvents",
                ",'requestParameters':{'entries':[{'eventBusName':'orders','source':'shop'}]},'responseElements':{'entries':[{'eventId':'11111111-2222-3333-4444-555555555555'}]},'resources':[{'type':'AWS::Events::EventBus','ARN':'arn:aws:events:eu-west-1:111122223333:event-bus/orders'}]");
        assertThat(sent.category()).isEqualTo(Category.OTHER);
        assertThat(sent.resources())
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("AWS::Events::EventBus", "orders"));
    }

    @Test
    void theIdOfAMessageLeadsNowhere() {
        assertThat(judged(
                                "sms-voice",
                                "SendVoiceMessage",
                                ",'requestParameters':{'originationIdentity':'+12065550100'},'responseElements':{'messageId':'m-1'}")
                        .resources())
                .extracting(Resource::id)
                .doesNotContain("m-1");
    }

    @ParameterizedTest
    @CsvSource({
        "sdb, StartDomainExport, accessed",
        "rds, StartExportTask, accessed",
        "appconfig, StartConfigurationSession, accessed",
        "appconfig, GetLatestConfiguration, accessed",
        "lakeformation, GetDataAccess, accessed",
        "ec2, SharedSnapshotCopyInitiated, accessed"
    })
    void whatCarriesContentAwayIsAccess(String service, String call, String word) {
        assertThat(judged(service, call, "").category().word()).isEqualTo(word);
    }

    @Test
    void aTokenOfARoleIsACredentialThoughItIsRequestedAndNotGot() {
        assertThat(judged("ssm", "RequestManagedInstanceRoleToken", "").category())
                .isEqualTo(Category.IDENTITY);
    }

    @Test
    void whoAdministersSomethingIsAnIdentity() {
        assertThat(judged("repostspace", "RegisterAdmin", "").categories()).contains(Category.IDENTITY);
        // The account that administers for an organization is none of a service's users.
        assertThat(judged("guardduty", "EnableOrganizationAdminAccount", "").categories())
                .doesNotContain(Category.IDENTITY);
    }
}
