package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was done to trails, event data stores and the cluster's audit log, whoever did it. */
class TrailChangesTest {

    private static final String MANAGEMENT = "{'fieldSelectors':[{'field':'eventCategory','equals':['Management']}%s]}";
    private static final String DATA =
            "{'fieldSelectors':[{'field':'eventCategory','equals':['Data']},{'field':'resources.type','equals':['%s']}%s]}";

    private final List<TrailChange> changes = new ArrayList<>();

    @Test
    void whereTheLogsGoInsteadIsTold() {
        happens("UpdateTrail", "'name':'org','s3BucketName':'elsewhere','s3KeyPrefix':'x'");
        // Settings kept as code are sent again and again.
        happens("UpdateTrail", "'name':'org','s3BucketName':'elsewhere','s3KeyPrefix':'x'");

        assertThat(told())
                .containsExactly(
                        "arn:aws:iam::111122223333:user/eve changed trail org of account 111122223333 in eu-west-1"
                                + " at 2024-08-02T08:00:00Z (UpdateTrail, event e-0): its logs go to the bucket elsewhere below x after it:"
                                + " where other logs were read, what happened then is not among them.");
    }

    @Test
    void selectorsWithoutDataEventsTakeThemAway() {
        happens(
                "PutEventSelectors",
                "'trailName':'org','eventSelectors':[{'readWriteType':'All','includeManagementEvents':true,"
                        + "'dataResources':[{'type':'AWS::S3::Object','values':['arn:aws:s3']},{'type':'AWS::Lambda::Function','values':['arn:aws:lambda']}]}]");
        assertThat(told()).isEmpty();
        happens(
                "PutEventSelectors",
                "'trailName':'org','eventSelectors':[{'readWriteType':'All','includeManagementEvents':true,'dataResources':[]}]");

        assertThat(left()).containsExactly("all data events");
    }

    @Test
    void aTypeThatWasRecordedAndIsNotNamedAnyMoreWasTakenAway() {
        happens(
                "PutEventSelectors",
                selectors(MANAGEMENT.formatted(""), data("AWS::S3::Object", ""), data("AWS::DynamoDB::Table", "")));
        happens("PutEventSelectors", selectors(MANAGEMENT.formatted(""), data("AWS::S3::Object", "")));
        // The same once more does not give it back.
        happens("PutEventSelectors", selectors(MANAGEMENT.formatted(""), data("AWS::S3::Object", "")));

        assertThat(left()).containsExactly("data events of AWS::DynamoDB::Table");

        happens(
                "PutEventSelectors",
                selectors(MANAGEMENT.formatted(""), data("AWS::S3::Object", ""), data("AWS::DynamoDB::Table", "")));
        assertThat(told()).singleElement().satisfies(said -> assertThat(said).endsWith("until 2024-08-02T08:00:03Z."));
    }

    @Test
    void objectsOfWhichOnlySomeAreRecordedAreTold() {
        happens(
                "PutEventSelectors",
                "'trailName':'a','eventSelectors':[{'dataResources':[{'type':'AWS::S3::Object','values':['arn:aws:s3:::pictures/']}]}]");
        happens(
                "PutEventSelectors",
                selectors(
                                MANAGEMENT.formatted(""),
                                data(
                                        "AWS::S3::Object",
                                        ",{'field':'resources.ARN','notStartsWith':['arn:aws:s3:::secrets/']}"))
                        .replace("org", "b"));
        happens(
                "PutEventSelectors",
                selectors(MANAGEMENT.formatted(""), data("AWS::Lambda::Function", ""))
                        .replace("org", "c"));

        assertThat(left())
                .containsExactly(
                        "data events of AWS::S3::Object but those whose resources.ARN begins with arn:aws:s3:::pictures/",
                        "data events of AWS::S3::Object whose resources.ARN begins with arn:aws:s3:::secrets/",
                        "data events of AWS::S3::Object");
    }

    @Test
    void callsOfOnePersonThatNoSelectorTakesAreTold() {
        happens(
                "PutEventSelectors",
                selectors(
                        MANAGEMENT.formatted(
                                ",{'field':'userIdentity.arn','notEquals':['arn:aws:iam::111122223333:user/eve']}"),
                        data("AWS::S3::Object", "")));
        assertThat(left()).containsExactly("calls whose userIdentity.arn is arn:aws:iam::111122223333:user/eve");
    }

    @Test
    void callsOfAllButSomeAreToldAsWell() {
        happens(
                "UpdateEventDataStore",
                "'eventDataStore':'arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/d-1','name':'renamed',"
                        + "'advancedEventSelectors':["
                        + MANAGEMENT.formatted(",{'field':'userIdentity.arn','startsWith':['arn:aws:sts::1:a']}")
                        + "," + MANAGEMENT.formatted(",{'field':'userIdentity.arn','equals':['arn:aws:iam::1:user/b']}")
                        + "," + data("AWS::S3::Object", "") + "]");
        assertThat(told())
                .singleElement()
                .satisfies(said -> assertThat(said).contains("changed event data store d-1 "));
        assertThat(left())
                .containsExactly(
                        "calls but those whose userIdentity.arn begins with arn:aws:sts::1:a, or those whose userIdentity.arn is arn:aws:iam::1:user/b");
    }

    @Test
    void exclusionsOfKmsAndOfTheDataApiAreTold() {
        happens(
                "PutEventSelectors",
                "'trailName':'org','eventSelectors':[{'excludeManagementEventSources':['kms.amazonaws.com','rdsdata.amazonaws.com'],"
                        + "'dataResources':[{'type':'AWS::S3::Object','values':['arn:aws:s3:::']}]}]");
        happens(
                "PutEventSelectors",
                selectors(
                        MANAGEMENT.formatted(
                                ",{'field':'eventSource','notEquals':['rdsdata.amazonaws.com','kms.amazonaws.com']}"),
                        data("AWS::S3::Object", "")));

        assertThat(left()).containsExactly("calls of kms.amazonaws.com, calls of rdsdata.amazonaws.com");
    }

    /** One selector takes the reading calls of all services, the other the writing ones of all but one. */
    @Test
    void selectorsAddUpByReadingAndWriting() {
        happens(
                "PutEventSelectors",
                selectors(
                        MANAGEMENT.formatted(",{'field':'readOnly','equals':['true']}"),
                        MANAGEMENT.formatted(
                                ",{'field':'readOnly','equals':['false']},{'field':'eventSource','notEquals':['kms.amazonaws.com']}"),
                        data("AWS::S3::Object", "")));
        assertThat(left()).containsExactly("writing calls of kms.amazonaws.com");

        happens(
                "PutEventSelectors",
                selectors(
                        MANAGEMENT.formatted(",{'field':'eventSource','notEquals':['kms.amazonaws.com']}"),
                        MANAGEMENT.formatted(",{'field':'eventSource','notEquals':['rdsdata.amazonaws.com']}"),
                        data("AWS::S3::Object", "")));
        assertThat(told()).singleElement().satisfies(said -> assertThat(said).endsWith("until 2024-08-02T08:00:01Z."));
    }

    @Test
    void eventDataStoresThatAreStoppedOrDeletedAreToldUntilTheyGoOn() {
        happens(
                "StopEventDataStoreIngestion",
                "'eventDataStore':'arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/d-1'");
        happens("DeleteEventDataStore", "'eventDataStore':'d-2'");
        assertThat(told())
                .anyMatch(said -> said.contains("stopped event data store d-1 ")
                        && said.endsWith("what happened after it is not in its logs."))
                .anyMatch(said -> said.contains("deleted event data store d-2 "));

        happens("StartEventDataStoreIngestion", "'eventDataStore':'d-1'");
        happens("RestoreEventDataStore", "'eventDataStore':'d-2'");
        assertThat(told()).hasSize(2).allMatch(said -> said.contains("what happened until 2024-08-02T08:00:0"));
    }

    @Test
    void theClustersAuditLogIsToldUntilItIsSwitchedOnAgain() {
        String setting = "'name':'prod','logging':{'clusterLogging':[{'types':['audit','api'],'enabled':%s}]}";
        happens("UpdateClusterConfig", setting.formatted(false));
        happens(
                "UpdateClusterConfig",
                "'name':'prod','logging':{'clusterLogging':[{'types':['scheduler'],'enabled':true}]}");
        happens("UpdateClusterConfig", "'name':'prod','resourcesVpcConfig':{'endpointPublicAccess':true}");
        assertThat(told())
                .singleElement()
                .satisfies(said -> assertThat(said)
                        .contains("switched off the audit log of cluster prod ")
                        .endsWith("what was done inside the cluster after it is not in it."));

        happens("UpdateClusterConfig", setting.formatted(true));
        assertThat(told())
                .singleElement()
                .satisfies(said ->
                        assertThat(said).endsWith("inside the cluster until 2024-08-02T08:00:03Z is not in it."));
    }

    /** Ten times two decoys, stopped and started, before the one that counts. */
    @Test
    void whatStillGoesOnComesBeforeWhatWasUndone() {
        for (int time = 0; time < 10; time++) {
            for (String decoy : List.of("a", "b")) {
                happens("StopLogging", "'name':'" + decoy + "'");
                happens("StartLogging", "'name':'" + decoy + "'");
            }
        }
        happens("StopLogging", "'name':'real'");

        assertThat(told())
                .hasSize(21)
                .first()
                .satisfies(said -> assertThat(said).contains("stopped trail real "));
        assertThat(told())
                .last()
                .isEqualTo("1 further change of what trails record is in the logs, each of them undone.");
    }

    @Test
    void trailsThatCameUpInTheseLogsAloneComeLastAndNoneIsLeftUnnamed() {
        for (int decoy = 0; decoy < 21; decoy++) {
            happens("CreateTrail", "'name':'decoy-" + decoy + "'");
            happens("DeleteTrail", "'name':'decoy-" + decoy + "'");
        }
        happens("DeleteTrail", "'name':'real'");

        assertThat(told()).first().satisfies(said -> assertThat(said).contains("deleted trail real "));
        assertThat(told())
                .last()
                .isEqualTo(
                        "2 further changes of what trails record are in the logs; not undone are those of decoy-19, decoy-20.");
    }

    private static String selectors(String... selectors) {
        return "'trailName':'org','advancedEventSelectors':[" + String.join(",", selectors) + "]";
    }

    private static String data(String type, String more) {
        return DATA.formatted(type, more);
    }

    private void happens(String call, String request) {
        String service = call.equals("UpdateClusterConfig") ? "eks" : "cloudtrail";
        String time = Instant.parse("2024-08-02T08:00:00Z")
                .plusSeconds(changes.size())
                .toString();
        EventRecord event = EventRecord.of(Events.json("{'eventID':'e-" + changes.size() + "','eventTime':'" + time
                + "','eventSource':'" + service + ".amazonaws.com','eventName':'" + call
                + "','awsRegion':'eu-west-1','recipientAccountId':'111122223333','userIdentity':{'type':'IAMUser',"
                + "'arn':'arn:aws:iam::111122223333:user/eve'},'requestParameters':{" + request + "}}"));
        TrailChange change = TrailChange.of(event);
        changes.add(change != null ? change : nothing(event));
    }

    /** A call that changes nothing takes a second as well. */
    private static TrailChange nothing(EventRecord event) {
        return new TrailChange(
                event.eventId(), event.timeText(), "", "", "CreateTrail", "", "", List.of(), List.of(), null, null);
    }

    private List<String> told() {
        return TrailChanges.statements(changes);
    }

    /** What the logs are said to leave out, whichever trail's. */
    private List<String> left() {
        return told().stream()
                .map(said -> said.replaceFirst("(?s).*its logs leave out (.*) (after it|until .*)\\.", "$1"))
                .toList();
    }
}
