package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.LogFilesOnDisk.event;
import static org.eksrunbook.trail.LogFilesOnDisk.gzip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms in which other tools give events back, supplied to an incident that has no archive. */
class FormsOfLogsTest {

    @Test
    void eventsComeBackFromEveryTool(@TempDir Path folder) throws Exception {
        try (Bench bench = new Bench(folder, folder.resolve("data"), database())) {
            IncidentId id = uploads(bench);
            SuppliedLogs supplied = bench.get(SuppliedLogs.class);
            supply(
                    supplied,
                    id,
                    "splunk.csv",
                    "\"_time\",\"_raw\"\n\"1\",\"" + csv(event("splunk-csv", "PutObject")) + "\"\n");
            supply(
                    supplied,
                    id,
                    "splunk.json",
                    "{\"preview\":false,\"result\":{\"_raw\":" + quoted(event("splunk-json", "PutObject")) + "}}\n");
            supply(supplied, id, "sumo.json", "[{\"map\":{\"_raw\":" + quoted(event("sumo-json", "PutObject")) + "}}]");
            supply(
                    supplied,
                    id,
                    "insights.csv",
                    "@timestamp,@message\n2024-08-02 08:23:24.000,\"" + csv(event("insights-csv", "PutObject"))
                            + "\"\n");
            supply(
                    supplied,
                    id,
                    "insights.json",
                    "[{\"@timestamp\":\"x\",\"@message\":" + event("insights-json", "PutObject") + "}]");
            supply(
                    supplied,
                    id,
                    "cli.json",
                    "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"x\"},{\"field\":\"@message\",\"value\":"
                            + quoted(event("insights-cli", "PutObject")) + "}]],\"status\":\"Complete\"}");
            supply(
                    supplied,
                    id,
                    "lookup.json",
                    "{\"Events\":[{\"EventId\":\"x\",\"CloudTrailEvent\":" + quoted(event("lookup-events", "PutObject"))
                            + "}]}");
            supply(
                    supplied,
                    id,
                    "flat.csv",
                    "eventTime,eventName,eventSource,eventID,userIdentity.arn,userIdentity.type\n"
                            + "2024-08-02T08:23:24Z,PutObject,s3.amazonaws.com,flat-csv," + LogFilesOnDisk.USER
                            + ",IAMUser\n");
            supply(
                    supplied,
                    id,
                    "export.gz",
                    gzip("2024-08-02T08:23:24.000Z " + event("log-lines", "PutObject")
                            + "\n2024-08-02T08:23:24.000Z I0802 other {x}\n"));
            supply(
                    supplied,
                    id,
                    "firehose",
                    gzip("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":"
                            + quoted(event("firehose-1", "PutObject"))
                            + "}]}{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"2\",\"message\":"
                            + quoted(event("firehose-2", "PutObject")) + "}]}"));
            bench.investigate(id);
            Set<String> found =
                    bench.findings(id).stream().map(Finding::eventId).collect(Collectors.toSet());
            assertThat(found)
                    .containsExactlyInAnyOrder(
                            "splunk-csv",
                            "splunk-json",
                            "sumo-json",
                            "insights-csv",
                            "insights-json",
                            "insights-cli",
                            "lookup-events",
                            "flat-csv",
                            "log-lines",
                            "firehose-1",
                            "firehose-2");
            assertThat(bench.coverage(id).unreadable()).isEmpty();
            assertThat(supplied.count(id)).isEqualTo(10);
        }
    }

    /** As spreadsheets of half the world write it, and as Athena answers: columns in small letters, the caller as a row of its own. */
    @Test
    void otherSeparatorsSmallLettersAndRowsInCellsAreRead(@TempDir Path folder) {
        try (Bench bench = new Bench(folder, folder.resolve("data"), database())) {
            IncidentId id = uploads(bench);
            SuppliedLogs supplied = bench.get(SuppliedLogs.class);
            String heading = "eventTime,eventName,eventSource,eventID,userIdentity.arn,userIdentity.type\n";
            String row = "2024-08-02T08:23:24Z,PutObject,s3.amazonaws.com,%s," + LogFilesOnDisk.USER + ",IAMUser\n";
            supply(supplied, id, "semicolons.csv", (heading + row.formatted("by-semicolons")).replace(',', ';'));
            supply(supplied, id, "tabs.txt", (heading + row.formatted("by-tabs")).replace(',', '\t'));
            supply(
                    supplied,
                    id,
                    "raw-by-semicolons.csv",
                    "_time;_raw\r\n1;\"" + csv(event("raw-by-semicolons", "PutObject")) + "\"\r\n");
            String identity = "{type=IAMUser, principalid=AIDAEXAMPLE, arn=" + LogFilesOnDisk.USER
                    + ", accountid=111122223333, invokedby=null, accesskeyid=AKIAEXAMPLEEXAMPLE01, username=eve, "
                    + "sessioncontext={attributes={mfaauthenticated=false, creationdate=2024-08-02T08:00:00Z}, sessionissuer=null}}";
            supply(
                    supplied,
                    id,
                    "athena.csv",
                    "\"useridentity\",\"eventtime\",\"eventsource\",\"eventname\",\"awsregion\",\"requestparameters\",\"eventid\",\"readonly\",\"resources\",\"recipientaccountid\"\n\""
                            + identity
                            + "\",\"2024-08-02T08:23:24Z\",\"s3.amazonaws.com\",\"DeleteBucket\",\"us-east-1\",\"{\"\"bucketName\"\":\"\"shop-data\"\"}\",\"athena\",\"false\",\"[{arn=arn:aws:s3:::shop-data, accountid=111122223333, type=AWS::S3::Bucket}]\",\"111122223333\"\n");
            supply(
                    supplied,
                    id,
                    "lake.csv",
                    "eventTime,eventName,eventSource,eventID,userIdentity,requestParameters,recipientAccountId\n"
                            + "2024-08-02 08:23:24.000,DeleteBucket,s3.amazonaws.com,lake,\"" + identity
                            + "\",\"{bucketName=shop-logs, Host=shop-logs.s3.amazonaws.com}\",111122223333\n");
            bench.investigate(id);

            assertThat(bench.coverage(id).unreadable()).isEmpty();
            assertThat(bench.findings(id))
                    .extracting(Finding::eventId)
                    .containsExactlyInAnyOrder("by-semicolons", "by-tabs", "raw-by-semicolons", "athena", "lake");
            assertThat(bench.findings(id))
                    .filteredOn(found -> found.eventName().equals("DeleteBucket"))
                    .flatExtracting(Finding::resources)
                    .extracting(Finding.Resource::id)
                    .containsExactlyInAnyOrder("shop-data", "shop-logs");
            assertThat(bench.findings(id)).extracting(Finding::eventTime).containsOnly("2024-08-02T08:23:24Z");
        }
    }

    @Test
    void aCsvWithoutAnEventIsNamedAndSoIsACallerThatCannotBeRead(@TempDir Path folder) {
        try (Bench bench = new Bench(folder, folder.resolve("data"), database())) {
            IncidentId id = uploads(bench);
            SuppliedLogs supplied = bench.get(SuppliedLogs.class);
            supply(supplied, id, "nothing.csv", "time,message\n2024-08-02,hello\n");
            supply(supplied, id, "odd.csv", "eventname,eventid,useridentity\nPutObject,odd,\"{type=IAMUser, arn\"\n");
            supply(
                    supplied,
                    id,
                    "request.csv",
                    "eventname,eventid,requestparameters\nPutObject,odd-2,\"{bucketName=a, key\"\n");
            bench.investigate(id);

            assertThat(bench.coverage(id).unreadable())
                    .extracting(Coverage.UnreadableFile::reason)
                    .containsExactlyInAnyOrder(
                            "a CSV in whose rows no event was found",
                            "a row's userIdentity cannot be read",
                            "a row's requestParameters cannot be read");
        }
    }

    /** A list has a column for each entry, one with a line for each (Splunk), or one that holds JSON. */
    @Test
    void eachEntryOfAListIsReadHoweverItWasMadeFlat(@TempDir Path folder) {
        try (Bench bench = new Bench(folder, folder.resolve("data"), database())) {
            IncidentId id = uploads(bench);
            SuppliedLogs supplied = bench.get(SuppliedLogs.class);
            String heading =
                    "eventTime,eventSource,userIdentity.type,userIdentity.arn,eventName,eventID,errorCode,requestParameters.instancesSet.";
            String row = "\n2024-08-02T08:23:24Z,ec2.amazonaws.com,IAMUser," + LogFilesOnDisk.USER
                    + ",TerminateInstances,%s,null,";
            String one = "i-0123456789abcdef0";
            String two = "i-0123456789abcdef1";
            supply(
                    supplied,
                    id,
                    "splunk.csv",
                    heading + "items{}.instanceId" + row.formatted("braces") + "\"" + one + "\n" + two + "\"\n");
            supply(
                    supplied,
                    id,
                    "brackets.csv",
                    heading + "items[0].instanceId,requestParameters.instancesSet.items[1].instanceId"
                            + row.formatted("brackets") + one + "," + two + "\n");
            supply(
                    supplied,
                    id,
                    "points.csv",
                    heading + "items.0.instanceId,requestParameters.instancesSet.items.1.instanceId"
                            + row.formatted("points") + one + "," + two + "\n");
            String json = "[{\"instanceId\":\"" + one + "\"},{\"instanceId\":\"" + two + "\"}]";
            supply(supplied, id, "json.csv", heading + "items" + row.formatted("json") + "\"" + csv(json) + "\"\n");
            bench.investigate(id);

            assertThat(bench.coverage(id).unreadable()).isEmpty();
            assertThat(bench.findings(id))
                    .extracting(Finding::eventId)
                    .containsExactlyInAnyOrder("braces", "brackets", "points", "json");
            assertThat(bench.findings(id)).allSatisfy(found -> {
                assertThat(found.effective()).as(found.eventId()).isTrue();
                assertThat(found.resources())
                        .as(found.eventId())
                        .extracting(Finding.Resource::id)
                        .containsExactly(one, two);
            });
        }
    }

    @Test
    void aPolicyInACellStaysATextAndSoDoesWhatPeopleWrite() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        JsonNode event = FlatEvent.of(Map.of(
                "requestParameters.policyDocument",
                policy,
                "requestParameters.description",
                "{\"clusterName\":\"decoy\"}",
                "requestParameters.alarmNames",
                "[\"cpu\",\"mem\"]",
                "requestParameters.key",
                "{\"key\":\"innocent.csv\"}",
                "requestParameters.userName",
                "null",
                "errorMessage",
                "null",
                "errorCode",
                "-"));
        assertThat(event.at("/requestParameters/key").isTextual())
                .as("a key may look like anything")
                .isTrue();
        assertThat(event.at("/requestParameters/userName").asText())
                .as("a user may be called so")
                .isEqualTo("null");
        assertThat(event.has("errorMessage")).isFalse();
        assertThat(event.at("/requestParameters/policyDocument").asText()).isEqualTo(policy);
        assertThat(event.at("/requestParameters/description").isTextual()).isTrue();
        assertThat(event.at("/requestParameters/alarmNames/1").asText()).isEqualTo("mem");
        assertThat(event.has("errorCode")).isFalse();
    }

    @Test
    void anEventInTheEnvelopeOfAMessageOrASearchIsReadAndSoAreBodiesThatAreTexts(@TempDir Path folder)
            throws Exception {
        try (Bench bench = new Bench(folder, folder.resolve("data"), database())) {
            IncidentId id = uploads(bench);
            SuppliedLogs supplied = bench.get(SuppliedLogs.class);
            supply(
                    supplied,
                    id,
                    "eventbridge.json",
                    "{\"version\":\"0\",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\",\"detail\":"
                            + event("eventbridge", "PutObject") + "}\n");
            supply(
                    supplied,
                    id,
                    "sns.json",
                    "{\"Type\":\"Notification\",\"Message\":" + quoted(event("sns", "PutObject")) + "}\n");
            supply(
                    supplied,
                    id,
                    "elastic.json",
                    "{\"_index\":\"logs\",\"_source\":" + event("elastic", "PutObject") + "}\n");
            supply(
                    supplied,
                    id,
                    "original.json",
                    "{\"hits\":{\"total\":1,\"hits\":[{\"_source\":{\"message\":\"\",\"event\":{\"original\":"
                            + quoted(event("original", "PutObject")) + "}}}]}}");
            supply(
                    supplied,
                    id,
                    "texts.json",
                    "{\"eventID\":\"texts\",\"eventTime\":\"2024-08-02T08:23:24Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"DeleteBucket\","
                            + "\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"" + LogFilesOnDisk.USER
                            + "\"},\"requestParameters\":\"{\\\"bucketName\\\":\\\"shop\\\"}\"}");
            supply(
                    supplied,
                    id,
                    "caller.json",
                    "{\"eventID\":\"caller\",\"eventTime\":\"2024-08-02T08:23:24Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"DeleteBucket\","
                            + "\"userIdentity\":\"{\\\"type\\\":\\\"IAMUser\\\",\\\"arn\\\":\\\"" + LogFilesOnDisk.USER
                            + "\\\"}\",\"requestParameters\":{\"bucketName\":\"shop\"}}");
            supply(
                    supplied,
                    id,
                    "notification.json",
                    "{\"Type\":\"Notification\",\"Message\":"
                            + quoted(
                                    "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"eventTime\":\"2024-08-02T08:23:24Z\"}]}")
                            + "}\n");
            bench.investigate(id);

            assertThat(bench.coverage(id).unreadable())
                    .extracting(Coverage.UnreadableFile::file)
                    .as("S3 writes to SNS too, and that is no trail")
                    .containsExactly("notification.json");
            assertThat(bench.findings(id))
                    .extracting(Finding::eventId)
                    .containsExactlyInAnyOrder("eventbridge", "sns", "elastic", "original", "texts", "caller");
            assertThat(bench.findings(id))
                    .filteredOn(found -> found.eventId().equals("texts"))
                    .flatExtracting(Finding::resources)
                    .extracting(Finding.Resource::id)
                    .containsExactly("shop");
        }
    }

    @Test
    void jsonInWhichNothingIsAnEventIsNamedAndOtherLinesOfALogGroupAreNot(@TempDir Path folder) {
        try (Bench bench = new Bench(folder, folder.resolve("data"), database())) {
            IncidentId id = uploads(bench);
            SuppliedLogs supplied = bench.get(SuppliedLogs.class);
            supply(supplied, id, "ocsf.json", "{\"class_uid\":6003,\"api\":{\"operation\":\"PutObject\"}}\n");
            supply(supplied, id, "small.json", "{\"eventname\":\"PutObject\",\"eventsource\":\"s3.amazonaws.com\"}\n");
            supply(
                    supplied,
                    id,
                    "group.json",
                    "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"message\":\"I0802 started\"},{\"id\":\"2\",\"message\":\"{\\\"level\\\":\\\"info\\\"}\"}]}");
            supply(supplied, id, "log.json", LogFilesOnDisk.records(event("beside", "PutObject")));
            bench.investigate(id);

            assertThat(bench.coverage(id).unreadable())
                    .extracting(Coverage.UnreadableFile::reason)
                    .containsExactly(
                            "JSON in whose records no event was found", "JSON in whose records no event was found");
            assertThat(bench.findings(id)).extracting(Finding::eventId).containsExactly("beside");
        }
    }

    @Test
    void whatAMapHoldsAsJsonIsReadAndAPolicyStaysAText() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\"}]}";
        JsonNode request = Objects.requireNonNull(RowText.read(
                "{roleName=x, assumeRolePolicyDocument=" + policy
                        + ", tags=[{\"key\":\"a, b=c\",\"value\":\"}\"}], path=/}",
                name -> name));
        assertThat(request.path("assumeRolePolicyDocument").asText()).isEqualTo(policy);
        assertThat(request.at("/tags/0/key").asText()).isEqualTo("a, b=c");
        assertThat(request.path("path").asText()).isEqualTo("/");
    }

    @Test
    void aNameThatImitatesTheFieldsBehindItIsNotBelieved() {
        String sub = "x, type=AWSService, invokedby=ec2.amazonaws.com";
        assertThat(RowText.read(
                        "{type=WebIdentityUser, principalid=p:" + sub + ", username=" + sub + "}", name -> name))
                .isNull();
    }

    private static IncidentId uploads(Bench bench) {
        return bench.incident(Bench.scope(
                TrailSource.UPLOAD,
                null,
                "111122223333",
                List.of(LogFilesOnDisk.USER),
                Instant.parse("2024-08-01T00:00:00Z")));
    }

    /** A digest's name comes before those of the logs. */
    @Test
    void aDigestAmongUploadedFilesTakesNoLogWithIt(@TempDir Path folder) throws Exception {
        try (Bench bench = new Bench(folder, folder.resolve("data"), database())) {
            IncidentId id = uploads(bench);
            SuppliedLogs supplied = bench.get(SuppliedLogs.class);
            supply(
                    supplied,
                    id,
                    "111122223333_CloudTrail-Digest_us-east-1_trail_us-east-1_20240802T090000Z.json",
                    "{\"awsAccountId\":\"111122223333\",\"digestStartTime\":\"2024-08-02T08:00:00Z\",\"logFiles\":[]}");
            supply(
                    supplied,
                    id,
                    "111122223333_CloudTrail_us-east-1_20240802T0830Z_x.json",
                    LogFilesOnDisk.records(event("beside-a-digest", "PutObject")));
            bench.investigate(id);
            assertThat(bench.findings(id)).extracting(Finding::eventId).containsExactly("beside-a-digest");
            assertThat(bench.coverage(id).unreadable()).isEmpty();
        }
    }

    @Test
    void readyQueriesQuoteWhatTheAttackerChose(@TempDir Path folder) {
        try (Bench bench = new Bench(folder, folder.resolve("data"), database())) {
            String hostile = "arn:aws:sts::111122223333:assumed-role/r/x\" OR \"1\"=\"1\\";
            IncidentId id = bench.incident(null, "111122223333", List.of(hostile, "AKIAEXAMPLEEXAMPLE01"));
            List<ReadyQuery> queries = bench.get(ReadyQueries.class)
                    .of(bench.get(org.eksrunbook.incident.Incidents.class).require(id));
            assertThat(queries).extracting(ReadyQuery::tool).containsExactly("splunk", "sumoLogic", "logsInsights");
            assertThat(queries)
                    .allSatisfy(query -> assertThat(query.text())
                            .contains("x\\\" OR \\\"1\\\"=\\\"1\\\\\"")
                            .contains("\"AKIAEXAMPLEEXAMPLE01\""));
        }
    }

    private static void supply(SuppliedLogs supplied, IncidentId id, String name, String content) {
        supply(supplied, id, name, content.getBytes(UTF_8));
    }

    private static void supply(SuppliedLogs supplied, IncidentId id, String name, byte[] content) {
        supplied.accept(id, name, new ByteArrayInputStream(content), "responder");
    }

    private static String quoted(String json) throws Exception {
        return new ObjectMapper().writeValueAsString(json);
    }

    private static String csv(String text) {
        return text.replace("\"", "\"\"");
    }

    Map<String, Object> database() {
        return Map.of();
    }
}
