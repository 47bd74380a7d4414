package org.eksrunbook.trail;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.LogFilesOnDisk.gzip;
import static org.eksrunbook.trail.LogFilesOnDisk.records;
import static org.eksrunbook.trail.LogFilesOnDisk.write;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.Finding.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * CloudTrail as it really looks: a record of each oddity that real logs hold lies in files as they are delivered, and is read, attributed, judged and named like
 * any other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class RealOdditiesTest {

    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";
    private static final String EVE = "'userIdentity':{'type':'IAMUser','principalId':'AIDAEVE','arn':'arn:aws:iam::"
            + ACCOUNT + ":user/eve','accountId':'" + ACCOUNT
            + "','accessKeyId':'AKIAEVEEVEEVEEVEEVE1','userName':'eve'}";
    /** As 441 of 442 sessions of roles were written: the name is the issuer's alone. */
    private static final String SESSION =
            "'userIdentity':{'type':'AssumedRole','principalId':'AROAAPPAPPAPPAPPAPPAP:i-0a1b2c3d4e',"
                    + "'arn':'arn:aws:sts::" + ACCOUNT + ":assumed-role/app/i-0a1b2c3d4e','accountId':'" + ACCOUNT
                    + "','accessKeyId':'ASIAAPPAPPAPPAPPAPP1','sessionContext':{'sessionIssuer':{'type':'Role','principalId':"
                    + "'AROAAPPAPPAPPAPPAPPAP','arn':'arn:aws:iam::" + ACCOUNT + ":role/app','accountId':'" + ACCOUNT
                    + "','userName':'app'},'attributes':{'creationDate':'2024-08-02T08:00:00Z','mfaAuthenticated':'false'}}}";

    private final List<String> delivered = new ArrayList<>();
    private Bench bench;
    private IncidentId id;
    private Map<String, Finding> found = new HashMap<>();

    private static String event(String eventId, String service, String name, String more) {
        StringBuilder record = new StringBuilder(
                "{'eventTime':'2024-08-02T08:23:24Z','eventSource':'" + service + ".amazonaws.com','eventName':'" + name
                        + "','sourceIPAddress':'198.51.100.7','userAgent':'aws-cli/2'");
        for (String field :
                List.of(EVE, "'eventVersion':'1.08'", "'awsRegion':'us-east-1'", "'eventType':'AwsApiCall'")) {
            if (!more.contains(field.substring(0, field.indexOf(':')))) {
                record.append(',').append(field);
            }
        }
        return (record + "," + more + ",'eventID':'" + eventId + "','recipientAccountId':'" + ACCOUNT + "'}")
                .replace('\'', '"');
    }

    private void logged(String eventId, String service, String name, String more) {
        delivered.add(event(eventId, service, name, more));
    }

    private static String file(String account, String day, String time) {
        return "AWSLogs/" + account + "/CloudTrail/us-east-1/2024/08/" + day + "/" + account
                + "_CloudTrail_us-east-1_202408" + day + "T" + time + "Z_x.json.gz";
    }

    @BeforeAll
    void deliverAndInvestigate(@TempDir Path folder) {
        logged(
                "session",
                "s3",
                "CreateBucket",
                SESSION + ",'requestParameters':{'bucketName':'drop'},'responseElements':null");
        for (String read : List.of("sts AssumeRole", "secretsmanager GetSecretValue", "s3 GetObject", "kms Decrypt")) {
            String[] words = read.split(" ", -1);
            logged(
                    "read-only-" + words[1],
                    words[0],
                    words[1],
                    "'readOnly':true,'requestParameters':{'roleArn':'arn:aws:iam::" + OTHER
                            + ":role/admin','roleSessionName':'x','secretId':'db','bucketName':'b','key':'k'},'responseElements':null");
        }
        logged(
                "old-write",
                "s3",
                "DeleteBucket",
                "'eventVersion':'1.02','requestParameters':{'bucketName':'b'},'responseElements':null");
        logged(
                "old-read",
                "s3",
                "ListBuckets",
                "'eventVersion':'1.02','requestParameters':null,'responseElements':null");
        for (int number = 0; number < 50; number++) {
            logged(
                    "denied-" + number,
                    "iam",
                    "CreateUser",
                    "'errorCode':'AccessDenied','errorMessage':'no','requestParameters':null,'responseElements':null");
        }
        logged("effective", "iam", "CreateUser", "'requestParameters':{'userName':'backdoor'},'responseElements':null");
        logged(
                "login-failed",
                "signin",
                "ConsoleLogin",
                "'requestParameters':null,'responseElements':{'ConsoleLogin':'Failure'}");
        logged(
                "login",
                "signin",
                "ConsoleLogin",
                "'requestParameters':null,'responseElements':{'ConsoleLogin':'Success'}");
        logged(
                "without-type",
                "s3",
                "PutBucketAcl",
                "'userIdentity':{'arn':'arn:aws:iam::" + ACCOUNT + ":user/eve','accountId':'" + ACCOUNT
                        + "'},'requestParameters':{'bucketName':'b'},'responseElements':null");
        logged(
                "service-without-arn",
                "sts",
                "AssumeRole",
                "'userIdentity':{'type':'AWSService','invokedBy':'ec2.amazonaws.com'},'requestParameters':"
                        + "{'roleArn':'arn:aws:iam::" + ACCOUNT
                        + ":role/app','roleSessionName':'i-0a1b2c3d4e'},'responseElements':null");
        logged(
                "root",
                "s3",
                "PutBucketPolicy",
                "'userIdentity':{'type':'Root','principalId':'" + ACCOUNT + "','arn':'arn:aws:iam::" + ACCOUNT
                        + ":root','accountId':'" + ACCOUNT
                        + "','accessKeyId':'ASIAROOTROOTROOTROO1'},'requestParameters':{'bucketName':'b'},'responseElements':null");
        logged(
                "nobody",
                "s3",
                "PutObject",
                "'userIdentity':null,'requestParameters':{'bucketName':'b','key':'k'},'responseElements':null");
        logged("from-request", "iam", "CreateRole", "'requestParameters':{'roleName':'quiet'},'responseElements':null");
        logged(
                "secret-deleted",
                "secretsmanager",
                "DeleteSecret",
                "'requestParameters':{'secretId':'arn:aws:secretsmanager:us-east-1:" + ACCOUNT
                        + ":secret:db-AbCdEf'},'responseElements':null");
        logged(
                "secret-gone",
                "secretsmanager",
                "EndSecretVersionDelete",
                "'eventType':'AwsServiceEvent','userIdentity':{'accountId':'" + ACCOUNT
                        + "','invokedBy':'secretsmanager.amazonaws.com'},'additionalEventData':{'SecretId':'arn:aws:secretsmanager:us-east-1:"
                        + ACCOUNT + ":secret:db-AbCdEf'},'requestParameters':null,'responseElements':null");
        logged(
                "wrapped",
                "ec2",
                "DeleteFlowLogs",
                "'requestParameters':{'DeleteFlowLogsRequest':{'FlowLogId':{'tag':1,'content':'fl-0a1b2c3d4e5f60718'}}},"
                        + "'responseElements':{'DeleteFlowLogsResponse':{'unsuccessful':'','xmlns':'http://ec2.amazonaws.com/doc/2016-11-15/'}}");
        for (String field : List.of("aRN", "arn", "ARN", "Arn")) {
            logged(
                    "field-" + field,
                    "s3",
                    "PutObject",
                    "'requestParameters':null,'responseElements':null," + "'resources':[{'type':'AWS::S3::Object','"
                            + field + "':'arn:aws:s3:::named/k'}]");
        }
        logged(
                "field-ARNPrefix",
                "s3",
                "DeleteObjects",
                "'requestParameters':null,'responseElements':null,"
                        + "'resources':[{'type':'AWS::S3::Object','ARNPrefix':'arn:aws:s3:::named/'}]");
        logged(
                "encoded",
                "eks",
                "AssociateAccessPolicy",
                "'requestParameters':{'name':'prod','principalArn':'arn%3Aaws%3Aiam%3A%3A" + ACCOUNT
                        + "%3Auser%2Ffriend','policyArn':'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'},'responseElements':null");
        logged(
                "plain",
                "eks",
                "CreateAccessEntry",
                "'requestParameters':{'name':'prod','principalArn':'arn:aws:iam::" + ACCOUNT
                        + ":user/friend'},'responseElements':null");
        logged(
                "dated-function",
                "lambda",
                "CreateFunction20150331",
                "'requestParameters':{'functionName':'f'},'responseElements':null");
        logged(
                "dated-distribution",
                "cloudfront",
                "DeleteDistribution2020_05_31",
                "'requestParameters':{'id':'E1ABCDEF'},'responseElements':null");
        logged(
                "local-date",
                "iam",
                "CreateAccessKey",
                "'requestParameters':{'userName':'backdoor'},'responseElements':{'accessKey':{'accessKeyId':"
                        + "'AKIABACKDOORBACKDOO1','status':'Active','userName':'backdoor','createDate':'Aug 2, 2024 8:23:24 AM'}}");
        delivered.add(
                ("{'eventVersion':'1.08','eventTime':'2024-08-02T09:00:00Z','eventSource':'s3.amazonaws.com','eventName':'DeleteBucket','awsRegion':"
                                + "'us-east-1','sourceIPAddress':'198.51.100.9','userIdentity':{'type':'IAMUser','principalId':'AIDABACKDOOR','arn':'arn:aws:iam::"
                                + ACCOUNT
                                + ":user/backdoor','accountId':'" + ACCOUNT
                                + "','accessKeyId':'AKIABACKDOORBACKDOO1','userName':'backdoor'},'requestParameters':"
                                + "{'bucketName':'later'},'responseElements':null,'eventID':'with-the-new-key','eventType':'AwsApiCall'}")
                        .replace('\'', '"'));
        logged(
                "impossible",
                "ec2",
                "TerminateInstances",
                "'awsRegion':'xx-nowhere-99','requestParameters':{'instancesSet':{'items':[{'instanceId':'i-zzzzNOTHEXzzzz'}]}},"
                        + "'responseElements':null");
        String[] all = delivered.toArray(String[]::new);
        Path archive = folder.resolve("archive");
        write(archive, file(ACCOUNT, "02", "0830"), gzip(records(all)));
        // Delivered again, in another file.
        write(archive, file(ACCOUNT, "02", "0835"), gzip(records(all[0], all[5])));
        String late = event(
                        "late",
                        "s3",
                        "PutBucketTagging",
                        "'requestParameters':{'bucketName':'b'},'responseElements':null")
                .replace("2024-08-02T08:23:24Z", "2024-08-02T23:59:30Z");
        write(archive, file(ACCOUNT, "03", "0010"), gzip(records(late)));
        write(
                archive,
                file(OTHER, "02", "0830"),
                gzip(records(event(
                        "elsewhere",
                        "s3",
                        "PutBucketLogging",
                        "'requestParameters':{'bucketName':'b'},'responseElements':null"))));
        write(
                archive,
                "AWSLogs/" + ACCOUNT + "/CloudTrail-Digest/us-east-1/2024/08/02/" + ACCOUNT
                        + "_CloudTrail-Digest_us-east-1_t_us-east-1_20240802T090000Z.json.gz",
                gzip(
                        "{\"awsAccountId\":\"" + ACCOUNT
                                + "\",\"digestStartTime\":\"2024-08-02T08:00:00Z\",\"digestEndTime\":\"2024-08-02T09:00:00Z\",\"logFiles\":[]}"));
        write(
                archive,
                "AWSLogs/" + ACCOUNT + "/CloudTrail-Insight/us-east-1/2024/08/02/" + ACCOUNT
                        + "_CloudTrail-Insight_us-east-1_20240802T0830Z_x.json.gz",
                gzip(
                        records(
                                event(
                                        "insight",
                                        "s3",
                                        "DeleteBucket",
                                        "'eventType':'AwsCloudTrailInsight','insightDetails':{'state':'Start'},'requestParameters':null"))));
        bench = new Bench(archive, folder.resolve("data"), Map.of());
        id = bench.incident(Bench.scope(
                null,
                ACCOUNT,
                List.of(
                        "arn:aws:iam::" + ACCOUNT + ":user/eve",
                        "arn:aws:iam::" + ACCOUNT + ":role/app",
                        "arn:aws:iam::" + ACCOUNT + ":root"),
                Instant.parse("2024-08-02T08:00:00Z")));
        bench.investigate(id);
        found = bench.findings(id).stream().collect(toMap(Finding::eventId, one -> one));
    }

    @AfterAll
    void close() {
        bench.close();
    }

    private Finding of(String eventId) {
        return Objects.requireNonNull(found.get(eventId), () -> eventId + " among " + found.keySet());
    }

    private String named(String eventId) {
        return of(eventId).resources().get(0).id();
    }

    @Test
    void aRolesPrincipalIdHoldsItsSessionAndItsNameIsTheIssuersAlone() {
        assertThat(of("session").principal()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/app/i-0a1b2c3d4e");
        assertThat(named("session")).isEqualTo("drop");
    }

    @Test
    void readOnlyIsTrueOfWhatHandsOutCredentialsAndContentAndAbsentInOldRecords() {
        assertThat(of("read-only-AssumeRole").category()).isEqualTo(Category.IDENTITY);
        assertThat(of("read-only-GetSecretValue").category()).isEqualTo(Category.ACCESSED);
        assertThat(of("read-only-GetObject").category()).isEqualTo(Category.ACCESSED);
        assertThat(of("read-only-Decrypt").category()).isNotEqualTo(Category.RECON);
        assertThat(of("old-write").category()).isEqualTo(Category.DELETED);
        assertThat(of("old-read").category()).isEqualTo(Category.RECON);
    }

    @Test
    void failedCallsAreManyAndNoneOfThemTookEffect() {
        assertThat(found.values())
                .filteredOn(one -> one.eventId().startsWith("denied-"))
                .hasSize(50)
                .noneMatch(Finding::effective);
        assertThat(of("effective").effective()).isTrue();
    }

    @Test
    void aFailedSignInHasNoErrorCode() {
        assertThat(of("login-failed").effective()).isFalse();
        assertThat(of("login").effective()).isTrue();
    }

    @Test
    void whatIsInTwoFilesIsOneFinding() {
        assertThat(bench.findings(id))
                .extracting(Finding::eventId)
                .doesNotHaveDuplicates()
                .contains("session");
    }

    @Test
    void whoCalledMayLackTypeNameAndArnOrNotBeThereAtAll() {
        assertThat(named("without-type")).isEqualTo("b");
        assertThat(of("root").principal()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
        assertThat(found).doesNotContainKeys("service-without-arn", "nobody");
        assertThat(bench.coverage(id).unreadable())
                .noneMatch(file -> file.file().contains("/CloudTrail/"));
        assertThat(bench.get(RawEvents.class).of(id, List.of("nobody", "session")))
                .containsKey("session");
    }

    @Test
    void withoutAnAnswerTheRequestTellsWhatWasMade() {
        assertThat(of("from-request").resources()).extracting(Resource::id).contains("quiet");
    }

    /** Nobody is named in it, so that it is nobody's finding; of whose it is the deletion tells. */
    @Test
    void aSecretIsGoneByAServicesWordAlone() throws Exception {
        assertThat(of("secret-deleted").category()).isEqualTo(Category.DELETED);
        Finding gone = Classifier.standard()
                .classify(EventRecord.of(LogJson.MAPPER.readTree(delivered.stream()
                        .filter(record -> record.contains("\"secret-gone\""))
                        .findFirst()
                        .orElseThrow())))
                .orElseThrow();
        assertThat(gone.category()).isEqualTo(Category.DELETED);
        assertThat(gone.resources()).isEqualTo(of("secret-deleted").resources());
        assertThat(found).doesNotContainKey("secret-gone");
    }

    @Test
    void ec2WrapsARequestAndWritesNothingAsAnEmptyText() {
        assertThat(named("wrapped")).isEqualTo("fl-0a1b2c3d4e5f60718");
        assertThat(of("wrapped").category()).isEqualTo(Category.DELETED);
        assertThat(of("wrapped").effective()).isTrue();
    }

    @Test
    void anArnIsReadHoweverItsFieldIsSpelled() {
        for (String field : List.of("aRN", "arn", "ARN", "Arn")) {
            assertThat(of("field-" + field).resources())
                    .as(field)
                    .extracting(Resource::id)
                    .containsExactly("named/k");
        }
        assertThat(named("field-ARNPrefix")).isEqualTo("named/*");
    }

    @Test
    void anArnOfEksMayBeEncoded() {
        assertThat(of("encoded").resources().toString()).contains("user/friend").doesNotContain("%3A");
        assertThat(of("plain").resources().toString()).contains("user/friend");
    }

    @Test
    void namesOfCallsCarryDates() {
        assertThat(of("dated-function").categories()).contains(Category.CREATED);
        assertThat(named("dated-function")).isEqualTo("f");
        assertThat(of("dated-distribution").category()).isEqualTo(Category.DELETED);
        assertThat(named("dated-distribution")).isEqualTo("E1ABCDEF");
    }

    @Test
    void aDateInAnAnswerMayBeWrittenForPeopleAndTheKeyIsFollowedAllTheSame() {
        assertThat(of("local-date").category()).isEqualTo(Category.IDENTITY);
        assertThat(found).containsKey("with-the-new-key");
    }

    @Test
    void anEventMayLieInTheNextDaysFolderAndInAnotherAccountsFile() {
        assertThat(found).containsKeys("late", "elsewhere");
    }

    @Test
    void digestsAndInsightsBesideTheLogsAreNoEvents() {
        assertThat(found).doesNotContainKey("insight");
        assertThat(bench.coverage(id).unreadable())
                .as("a digest that is none")
                .singleElement()
                .satisfies(file -> assertThat(file.reason()).startsWith("digest: "));
    }

    @Test
    void impossibleRegionsAndIdsAreTakenAsTheyAre() {
        assertThat(of("impossible").region()).isEqualTo("xx-nowhere-99");
        assertThat(named("impossible")).isEqualTo("i-zzzzNOTHEXzzzz");
    }
}
