package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.GamedayGenerator;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same logs in a folder, in a bucket, uploaded, asked of Athena and looked up: findings, principals and coverage are the same, event by event; what
 * differs is a limit of the source that {@link SourceLimits} names, and docs/logs.md.
 */
@Tag("full")
class SourcesAgreeTest extends AttackLog {

    private static final String OPENED =
            "{'roleName':'ops','policyDocument':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":[\\\"999988887777\\\",\\\"555566667777\\\"]},\\\"Action\\\":\\\"sts:AssumeRole\\\"},"
                    + "{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"rolesanywhere.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\",\\\"Condition\\\":{\\\"ArnEquals\\\":{\\\"aws:SourceArn\\\":\\\""
                    + anchor("plant") + "\\\"}}}]}'}";

    /** Records written by hand: users who share keys and ids, sessions without a name. By which name AWS would list them nobody knows. */
    private static final String BY_HAND = "panther-shared";

    @TempDir
    private Path temporary;

    @Test
    void everySetOfRealLogs() throws IOException {
        var found = Samples.find();
        Assumptions.assumeTrue(found.isPresent(), "no sample logs beside the project: set RUNBOOK_SAMPLES to compare");
        Samples samples = found.get();
        Path logs = temporary.resolve("bucket/trail");
        List<SampleSet> sets = new ArrayList<>(SampleSet.expected(samples, logs));
        sets.add(SampleSet.collected(samples, BY_HAND, "123456789012", logs));
        sets.add(SampleSet.collected(samples, "traildiscover-shared", "111111111111", logs));
        int findings = 0;
        int principals = 0;
        try (SourcesStage stage = new SourcesStage(logs, "", temporary, regions(logs))) {
            for (SampleSet set : sets) {
                stage.now(set.until());
                IncidentId read = stage.onFolder.incident(scope(set, TrailSource.ARCHIVE));
                Told folder = Told.investigated(stage.onFolder, read);
                for (TrailSource source : TrailSource.values()) {
                    if (source == TrailSource.LOOKUP && set.name().equals(BY_HAND)) {
                        continue;
                    }
                    IncidentId id = stage.onAws.incident(scope(set, source));
                    if (source == TrailSource.UPLOAD) {
                        stage.upload(id, path -> path.startsWith("AWSLogs/" + set.account() + "/"));
                    }
                    Told.investigated(stage.onAws, id).agreesWith(folder, set.name(), source, stage.history::holds);
                }
                findings += folder.findings().size();
                principals += folder.principals().size();
            }
        }
        System.out.println("Sources agree: " + sets.size() + " sets, " + findings + " findings, " + principals
                + " principals, each by folder, bucket, upload, Athena and event history");
    }

    /** Nobody's name leads to such a start: it is in a list of tags. */
    @Test
    void whatAGroupOfTheAttackersStartsLater() throws IOException {
        attack("autoscaling", "CreateAutoScalingGroup", "{'autoScalingGroupName':'miners'}", "null");
        String start = startedBySomeGroup(group("miners"), "i-0aaaaaaaaaaaaaaa1");
        String called = call(
                session(HOME, "node", "i-0aaaaaaaaaaaaaaa1", "ASIAMINERMINERMINER1"),
                "s3",
                "ListBuckets",
                "null",
                "null");
        String innocent = startedBySomeGroup(group("web"), "i-0bbbbbbbbbbbbbbb2");
        sources("arn:aws:iam::" + HOME + ":user/mallory", List.of(start, called), List.of(innocent));
    }

    /** All users of a permission set act as one role; the id of the user stands beside. */
    @Test
    void whatAUserOfIdentityCenterDoesThroughAnotherPermissionSet() throws IOException {
        String first = call(identityCenterUser("Admin", "jane"), "s3", "ListBuckets", "null", "null");
        String second = call(identityCenterUser("Billing", "jane"), "s3", "ListBuckets", "null", "null");
        String innocent = call(identityCenterUser("Billing", "bob"), "s3", "ListBuckets", "null", "null");
        sources(
                "arn:aws:sts::" + HOME + ":assumed-role/AWSReservedSSO_Admin_7243976e43c75fc5/jane",
                List.of(first, second),
                List.of(innocent));
    }

    private static String identityCenterUser(String permissionSet, String name) {
        String session = session(
                HOME, "AWSReservedSSO_" + permissionSet + "_7243976e43c75fc5", name, "ASIA" + permissionSet + name);
        return session.substring(0, session.length() - 1) + ",'onBehalfOf':{'userId':'id-of-" + name + "'}}";
    }

    /** Who took the role before is asked for once the attacker is found to have opened it. */
    @Test
    void whomAChangedTrustPolicyNamesThoughHeTookTheRoleBefore() throws IOException {
        String vendor = "{'type':'AWSAccount','principalId':'AROAVENDORVENDORVEND1:%s','accountId':'999988887777'}";
        String stranger = "{'type':'AWSAccount','principalId':'AROASTRANGERSTRANGE1:x','accountId':'555566667777'}";
        from("192.0.2.10");
        taken("2024-07-20T10:00:00Z", vendor.formatted("run-1"), "v", "ASIAVENDORVENDORVEN1");
        certificate("2024-07-21T10:00:00Z", "plant", "ops", "00cd", "ASIACERTCERTCERTCER0");
        attack("iam", "UpdateAssumeRolePolicy", OPENED, "null");
        from("192.0.2.77");
        taken("2024-08-02T08:30:00Z", vendor.formatted("run-2"), "v", "ASIAVENDORVENDORVEN2");
        certificate("2024-08-02T08:31:00Z", "plant", "ops", "00cd", "ASIACERTCERTCERTCER1");
        taken("2024-08-02T08:32:00Z", stranger, "x", "ASIASTRANGERSTRANGE1");
        String ofVendor = listed("2024-08-02T08:33:00Z", "v", "ASIAVENDORVENDORVEN2");
        String ofMachine = listed("2024-08-02T08:34:00Z", "00cd", "ASIACERTCERTCERTCER1");
        String ofStranger = listed("2024-08-02T08:35:00Z", "x", "ASIASTRANGERSTRANGE1");
        sources("arn:aws:iam::" + HOME + ":user/mallory", List.of(ofStranger), List.of(ofVendor, ofMachine));
    }

    private void taken(String time, String caller, String session, String key) {
        recordAt(
                time,
                caller,
                "sts",
                "AssumeRole",
                assume(HOME, "ops", session),
                issued(HOME, "ops", session, key),
                ",'recipientAccountId':'" + HOME + "'");
    }

    private String listed(String time, String session, String key) {
        return recordAt(time, session(HOME, "ops", session, key), "s3", "DeleteBucket", "{'bucketName':'b'}", "null");
    }

    /** IAM Roles Anywhere answers with a list of credentials. */
    @Test
    void whatACertificateLetsIn() throws IOException {
        String shown = certificate("2024-08-02T08:00:00Z", "plant", "ops", "00ab", "ASIACERTCERTCERTCER1");
        String called = call(session(HOME, "ops", "00ab", "ASIACERTCERTCERTCER1"), "s3", "ListBuckets", "null", "null");
        String innocent = certificate("2024-08-02T08:02:00Z", "plant", "ops", "00cd", "ASIACERTCERTCERTCER2");
        sources("arn:aws:sts::" + HOME + ":assumed-role/ops/00ab", List.of(shown, called), List.of(innocent));
    }

    /** The records as one account's delivered log, found alike by all sources. */
    private void sources(String principal, List<String> found, List<String> notFound) throws IOException {
        Path logs = temporary.resolve("bucket/trail");
        Map<String, List<String>> byDay = records.stream()
                .collect(Collectors.groupingBy(record -> record.replaceFirst(".*\"eventTime\":\"([^T]*)T.*", "$1")));
        byDay.forEach((day, some) -> LogFilesOnDisk.write(
                logs,
                "AWSLogs/" + HOME + "/CloudTrail/us-east-1/" + day.replace('-', '/') + "/" + HOME
                        + "_CloudTrail_us-east-1_" + day.replace("-", "") + "T2000Z_x.json.gz",
                LogFilesOnDisk.gzip(LogFilesOnDisk.records(some.toArray(String[]::new)))));
        Instant from = Instant.parse("2024-08-02T07:00:00Z");
        SampleSet set = new SampleSet("written", HOME, List.of(principal), from, from.plusSeconds(9000));
        try (SourcesStage stage = new SourcesStage(logs, "", temporary, regions(logs))) {
            stage.now(set.until());
            Told folder = Told.investigated(stage.onFolder, stage.onFolder.incident(scope(set, TrailSource.ARCHIVE)));
            assertThat(folder.findings())
                    .extracting(Finding::eventId)
                    .containsAll(found)
                    .doesNotContainAnyElementsOf(notFound);
            for (TrailSource source : TrailSource.values()) {
                IncidentId id = stage.onAws.incident(scope(set, source));
                if (source == TrailSource.UPLOAD) {
                    stage.upload(id, path -> true);
                }
                Told.investigated(stage.onAws, id).agreesWith(folder, set.name(), source, stage.history::holds);
            }
        }
    }

    /** A folder has files of accounts of which others are asked nothing; each set is one account, and the folder of that one is read. */
    private static Scope scope(SampleSet set, TrailSource source) {
        return Bench.scope(source, "AWSLogs/" + set.account(), set.account(), set.principals(), set.from());
    }

    @Test
    void theGameDay() throws IOException {
        Path folder = temporary.resolve("bucket");
        Gameday gameday = GamedayGenerator.generate(folder, 7, Instant.parse("2026-01-14T08:00:00Z"));
        Path logs = Files.move(gameday.archive(), folder.resolve("trail"));
        try (SourcesStage stage = new SourcesStage(logs, "o-shop4gameday/", temporary, regions(logs))) {
            Told read = Told.investigated(stage.onFolder, stage.onFolder.incident(gameday, TrailSource.ARCHIVE));
            assertThat(read.findings()).hasSizeGreaterThan(100);
            for (TrailSource source : TrailSource.values()) {
                IncidentId id = stage.onAws.incident(gameday, source);
                if (source == TrailSource.UPLOAD) {
                    stage.upload(id, path -> FileKind.of(path).isRead());
                } else if (source != TrailSource.ARCHIVE) {
                    // Neither Athena nor the event history holds the cluster's audit log.
                    stage.upload(
                            id,
                            path -> path.contains("exportedlogs/")
                                    && FileKind.of(path).isRead());
                }
                Told.investigated(stage.onAws, id).agreesWith(read, "game day", source, stage.history::holds);
                if (source == TrailSource.ATHENA) {
                    assertThat(stage.onAws.get(Ledger.class).entries(id, "trail.brought").stream()
                                    .flatMap(entry -> entry.body().findValuesAsText("query").stream()))
                            .as("each query is paid for once")
                            .hasSizeGreaterThan(6)
                            .doesNotHaveDuplicates();
                    assertThat(stage.athena.texts().stream().filter(text -> text.contains("CREATE TABLE x_")))
                            .as("no day of an account is read twice")
                            .hasSizeLessThanOrEqualTo(2);
                }
            }
        }
    }

    static List<String> regions(Path logs) throws IOException {
        try (Stream<Path> folders = Files.walk(logs)) {
            return folders.map(path -> logs.relativize(path).toString())
                    .filter(path -> path.matches(".*/CloudTrail/[^/]+"))
                    .map(path -> path.substring(path.lastIndexOf('/') + 1))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
