package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.ScopeChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not be seen, told from the logs themselves: hours that are missing, trails that were changed, calls that nobody records. */
class CoverageTest {

    private static final String ACCOUNT = "111122223333";
    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:00:00Z");
    private static final Instant FIRST = Instant.parse("2024-07-01T00:00:00Z");
    private static final DateTimeFormatter IN_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm").withZone(ZoneOffset.UTC);

    @TempDir
    private Path folder = Path.of(".");

    private int events;

    @Test
    void hoursWithoutEventsAreToldWhereTheAccountOtherwiseHasSome() {
        for (Instant hour = FIRST; hour.isBefore(COMPROMISED_AT); hour = hour.plus(1, ChronoUnit.HOURS)) {
            ZonedDateTime at = hour.atZone(ZoneOffset.UTC);
            boolean night = at.getHour() < 6;
            boolean hole =
                    at.getMonthValue() == 7 && at.getDayOfMonth() == 24 && at.getHour() >= 9 && at.getHour() < 15;
            boolean oneHour = at.getDayOfMonth() == 11 && at.getHour() == 12;
            if (!night && !hole && !oneHour) {
                deliver(hour, hour, call("DescribeInstances", "ec2.amazonaws.com", hour, true, "{}"));
            }
        }
        Coverage coverage = coverage();
        Coverage.Trail trail = coverage.trails().get(0);
        assertThat(trail.silences())
                .containsExactly(new Coverage.Silence("2024-07-24T09:00:00Z", "2024-07-24T15:00:00Z", 6));
        assertThat(coverage.statements())
                .anyMatch(said -> said.contains("Hours without any event")
                        && said.contains("2024-07-24T09:00:00Z to 2024-07-24T15:00:00Z (otherwise about 6 events)"));
    }

    @Test
    void whatSomebodyDidToTheTrailsIsToldWhoeverItWas() {
        Instant at = COMPROMISED_AT;
        change(
                at.minusSeconds(4000),
                "PutEventSelectors",
                "{\"trailName\":\"arn:aws:cloudtrail:us-east-1:1:trail/org\","
                        + "\"eventSelectors\":[{\"readWriteType\":\"WriteOnly\",\"includeManagementEvents\":true,"
                        + "\"excludeManagementEventSources\":[\"kms.amazonaws.com\"]}]}");
        change(
                at.minusSeconds(3900),
                "PutEventSelectors",
                "{\"trailName\":\"org\","
                        + "\"eventSelectors\":[{\"readWriteType\":\"WriteOnly\",\"includeManagementEvents\":true,"
                        + "\"excludeManagementEventSources\":[\"kms.amazonaws.com\"]}]}");
        change(
                at.minusSeconds(3000),
                "PutEventSelectors",
                "{\"trailName\":\"org\",\"advancedEventSelectors\":["
                        + "{\"fieldSelectors\":[{\"field\":\"eventCategory\",\"equals\":[\"Management\"]}]},"
                        + "{\"fieldSelectors\":[{\"field\":\"eventCategory\",\"equals\":[\"Data\"]},"
                        + "{\"field\":\"resources.type\",\"equals\":[\"AWS::S3::Object\"]}]}]}");
        change(at.minusSeconds(2000), "StopLogging", "{\"name\":\"org\"}");
        change(at.minusSeconds(1000), "StartLogging", "{\"name\":\"org\"}");
        change(at.minusSeconds(900), "UpdateTrail", "{\"name\":\"org\",\"isMultiRegionTrail\":false}");
        // It says nothing about the regions.
        change(at.minusSeconds(850), "UpdateTrail", "{\"name\":\"org\",\"includeGlobalServiceEvents\":true}");
        change(at.minusSeconds(800), "DeleteTrail", "{\"name\":\"<b>other\\u001b[31m</b>\"}");

        assertThat(coverage().statements().stream()
                        .filter(said -> said.contains(" trail "))
                        .toList())
                .hasSize(4)
                .anyMatch(said -> said.contains("changed trail org")
                        && said.endsWith(
                                "its logs leave out all data events, calls of kms.amazonaws.com, reading calls until "
                                        + at.minusSeconds(3000) + "."))
                .anyMatch(said -> said.contains("user/bob stopped trail org")
                        && said.endsWith("what happened until " + at.minusSeconds(1000) + " is not in its logs."))
                .anyMatch(said -> said.endsWith("its logs leave out every region but its own after it."))
                .anyMatch(said -> said.contains("deleted trail") && !said.contains("\u001b"));
    }

    /** What is switched off in the cluster is seen among the calls of EKS. */
    @Test
    void thatTheClustersAuditLogWasSwitchedOffIsTold() {
        Instant at = COMPROMISED_AT.plusSeconds(60);
        String off =
                "{\"name\":\"prod\",\"logging\":{\"clusterLogging\":[{\"types\":[\"api\",\"audit\"],\"enabled\":false}]}}";
        deliver(at, at, call("UpdateClusterConfig", "eks.amazonaws.com", at, false, off));

        assertThat(coverage().statements())
                .anyMatch(said -> said.contains("user/bob switched off the audit log of cluster prod of account")
                        && said.endsWith("what was done inside the cluster after it is not in it."));
    }

    @Test
    void moreChangesThanAreKeptAreToldToBeMore() {
        List<String> records = new ArrayList<>();
        for (int number = 0; number < 1010; number++) {
            Instant at = COMPROMISED_AT.plusSeconds(number);
            records.add(call("DeleteTrail", "cloudtrail.amazonaws.com", at, false, "{\"name\":\"t" + number + "\"}"));
        }
        deliver(COMPROMISED_AT.plusSeconds(1200), COMPROMISED_AT, records.toArray(String[]::new));

        assertThat(coverage().statements())
                .anyMatch(said ->
                        said.startsWith("480 further changes of what trails record are in the logs; not undone"))
                .anyMatch(said -> said.startsWith(
                        "510 further changes of what CloudTrail records are in the logs and were not looked at"));
    }

    @Test
    void anAccountOfWhichOnlyWritingCallsAreRecordedSaysNothingOfReadingOnes() {
        for (int number = 0; number < 250; number++) {
            Instant at = COMPROMISED_AT.minusSeconds(number * 60);
            deliver(at, at, call("RunInstances", "ec2.amazonaws.com", at, false, "{}"));
        }
        assertThat(coverage().statements())
                .anyMatch(said -> said.startsWith("All 250 events of account " + ACCOUNT + " are writing calls"));
    }

    @Test
    void filesThatCameLateAreToldWhereMostDidNot() {
        Instant at = COMPROMISED_AT;
        for (int number = 0; number < 20; number++) {
            deliver(at.plusSeconds(300), at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));
        }
        deliver(at.plus(5, ChronoUnit.HOURS), at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));
        assertThat(coverage().statements())
                .anyMatch(said -> said.startsWith("1 of 21 files were delivered more than an hour after"));
    }

    @Test
    void thatOneInSevenCameLateIsToldToo() {
        Instant at = COMPROMISED_AT;
        for (int number = 0; number < 85; number++) {
            deliver(at.plusSeconds(300), at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));
        }
        for (int number = 0; number < 15; number++) {
            deliver(at.plus(5, ChronoUnit.HOURS), at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));
        }
        assertThat(coverage().statements())
                .anyMatch(said -> said.startsWith("15 of 100 files were delivered more than an hour after"));
    }

    @Test
    void logsThatEndBeforeTheCompromiseSayNothingOfTheSuspectWindow() {
        Instant at = COMPROMISED_AT.minus(12, ChronoUnit.DAYS);
        deliver(at, at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));

        assertThat(coverage().statements())
                .contains(
                        "The newest event of account " + ACCOUNT
                                + " that was read is of 2024-07-21T08:00:00Z, before the compromise: nothing of the suspect window was seen there.");
    }

    @Test
    void logsThatEndAmidTheSuspectWindowSayUntilWhen() {
        Instant at = COMPROMISED_AT.plusSeconds(60);
        deliver(at, at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));

        assertThat(coverage().statements())
                .anyMatch(said -> said.startsWith("The newest event of account " + ACCOUNT
                        + " that was read is of 2024-08-02T08:01:00Z: what happened there since then was not seen."));
    }

    @Test
    void aRegionThatEndsBeforeTheCompromiseIsToldWhereAnotherGoesOn() {
        Instant at = COMPROMISED_AT.minus(12, ChronoUnit.DAYS);
        deliver(at, at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));
        Instant later = COMPROMISED_AT.plusSeconds(60);
        deliver(
                later,
                later,
                call("DescribeInstances", "ec2.amazonaws.com", later, true, "{}")
                        .replace("us-east-1", "eu-west-1"));

        assertThat(coverage().statements())
                .contains("Nothing of the suspect window was seen in these regions of account " + ACCOUNT
                        + ", of which there are earlier events: us-east-1 (until 2024-07-21T08:00:00Z):"
                        + " either nothing was called there or logs are missing.");
    }

    @Test
    void ofManyRegionsThatEndTheBusiestAreNamed() {
        Instant at = COMPROMISED_AT.minus(12, ChronoUnit.DAYS);
        for (int region = 1; region <= 7; region++) {
            for (int times = 0; times < region; times++) {
                deliver(
                        at,
                        at,
                        call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}")
                                .replace("us-east-1", "xx-west-" + region));
            }
        }
        Instant later = COMPROMISED_AT.plusSeconds(60);
        deliver(later, later, call("DescribeInstances", "ec2.amazonaws.com", later, true, "{}"));

        assertThat(coverage().statements())
                .anyMatch(
                        said -> said.contains("events: xx-west-7 (until ") && said.contains(" and 2 further: either"));
    }

    /** In the account's other region the work goes on. */
    @Test
    void aRegionThatFallsSilentAmidTheSuspectWindowIsToldByItsRhythm() {
        Instant end = COMPROMISED_AT.plus(2, ChronoUnit.DAYS);
        for (Instant hour = FIRST; hour.isBefore(end); hour = hour.plus(1, ChronoUnit.HOURS)) {
            String call = call("DescribeInstances", "ec2.amazonaws.com", hour, true, "{}");
            String elsewhere = call.replace("us-east-1", "eu-west-1").replace("\"e-", "\"f-");
            if (hour.isBefore(COMPROMISED_AT.plus(1, ChronoUnit.HOURS))) {
                deliver(hour, hour, call, elsewhere);
            } else {
                deliver(hour, hour, elsewhere);
            }
        }
        assertThat(coverage().statements())
                .anyMatch(said -> said.contains("account " + ACCOUNT + " in us-east-1")
                        && said.contains("2024-08-02T09:00:00Z to 2024-08-04T07:00:00Z"));
    }

    @Test
    void anAuditLogThatEndsBeforeTheCompromiseIsNone() {
        audit(COMPROMISED_AT.minus(3, ChronoUnit.DAYS));
        Coverage coverage = coverage();

        assertThat(coverage.auditLog()).isFalse();
        assertThat(coverage.statements())
                .contains(
                        "The EKS audit log that was read ends at 2024-07-30T08:00:00Z, before the compromise:"
                                + " nothing of the suspect window is in it, and what was done inside the cluster is not known.");
        assertThat(coverage.of(Set.of(ACCOUNT)).statements())
                .anyMatch(said -> said.startsWith("The EKS audit log that was read ends at"));
    }

    @Test
    void anAuditLogThatEndsAmidTheSuspectWindowSaysUntilWhen() {
        audit(COMPROMISED_AT.plusSeconds(60));
        Coverage coverage = coverage();

        assertThat(coverage.auditLog()).isTrue();
        assertThat(coverage.statements())
                .contains("The EKS audit log that was read ends at 2024-08-02T08:01:00Z:"
                        + " what was done inside the cluster since then was not seen.");
    }

    @Test
    void anAccountWithoutALogAndAShortBaselineAreToldByAccount() {
        Instant at = COMPROMISED_AT.minus(30, ChronoUnit.DAYS);
        deliver(at, at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));

        assertThat(coverage("444455556666").statements())
                .contains("Of account 444455556666 no event of CloudTrail was read: what happened there is not known.")
                .contains("The baseline reaches back, of 90 days, 30 in account " + ACCOUNT
                        + ", 0 in account 444455556666.");
    }

    @Test
    void dataEventsThatOnlyWriteAreNoRecordOfReads() {
        Instant at = COMPROMISED_AT;
        deliver(at, at, data("PutObject", at, false));
        assertThat(coverage().statements())
                .anyMatch(said -> said.startsWith("Data events of S3 are in these logs and none of them only reads"))
                .noneMatch(said -> said.startsWith("Reads of S3 objects were recorded"));

        deliver(at.plusSeconds(60), at, data("GetObject", at, true));
        assertThat(coverage().statements())
                .anyMatch(said -> said.startsWith("Reads of S3 objects were recorded, at least in part."));
    }

    @Test
    void ordinaryLogsBringNoneOfTheseStatements() {
        Instant at = COMPROMISED_AT;
        deliver(at, at, call("DescribeInstances", "ec2.amazonaws.com", at, true, "{}"));
        assertThat(coverage().statements())
                .noneMatch(said -> said.contains("Hours without")
                        || said.contains(" trail ")
                        || said.startsWith("All ")
                        || said.contains("more than an hour"));
    }

    private Coverage coverage(String... furtherAccounts) {
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), Map.of())) {
            Scope scope = Bench.scope(null, ACCOUNT, List.of(LogFilesOnDisk.USER), COMPROMISED_AT);
            IncidentId id = bench.incident(scope);
            for (String account : furtherAccounts) {
                ScopeChange more =
                        new ScopeChange(List.of(), List.of(), List.of(account), List.of(), null, null, null, null);
                bench.get(Incidents.class).changeScope(id, more.applyTo(scope, Bench.NOW));
            }
            bench.investigate(id);
            return bench.coverage(id);
        }
    }

    private void change(Instant at, String call, String request) {
        deliver(at, at, call(call, "cloudtrail.amazonaws.com", at, false, request));
    }

    private String call(String name, String source, Instant at, boolean reads, String request) {
        return ("{\"eventID\":\"e-%d\",\"eventTime\":\"%s\",\"eventSource\":\"%s\",\"eventName\":\"%s\",\"awsRegion\":\"us-east-1\","
                        + "\"recipientAccountId\":\"%s\",\"readOnly\":%s,\"requestParameters\":%s,\"userIdentity\":{\"type\":\"IAMUser\","
                        + "\"arn\":\"arn:aws:iam::%s:user/bob\",\"accountId\":\"%s\"}}")
                .formatted(events++, at, source, name, ACCOUNT, reads, request, ACCOUNT, ACCOUNT);
    }

    private String data(String name, Instant at, boolean reads) {
        return call(name, "s3.amazonaws.com", at, reads, "{}")
                .replace("\"readOnly\"", "\"eventCategory\":\"Data\",\"managementEvent\":false,\"readOnly\"");
    }

    private void audit(Instant at) {
        LogFilesOnDisk.write(
                folder.resolve("archive"),
                "exportedlogs/1/kube-apiserver-audit-abc/000000.gz",
                LogFilesOnDisk.gzip(at
                        + (" {\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"a-1\","
                                + "\"stage\":\"ResponseComplete\",\"verb\":\"get\",\"user\":{\"username\":\"mia\"},\"requestURI\":\"/api\","
                                + "\"requestReceivedTimestamp\":\"" + at + "\"}\n")));
    }

    private void deliver(Instant delivered, Instant day, String... records) {
        String date = day.toString().substring(0, 10);
        LogFilesOnDisk.write(
                folder.resolve("archive"),
                "AWSLogs/%s/CloudTrail/us-east-1/%s/%s_CloudTrail_us-east-1_%sZ_%d.json.gz"
                        .formatted(ACCOUNT, date.replace('-', '/'), ACCOUNT, IN_NAME.format(delivered), events),
                LogFilesOnDisk.gzip(LogFilesOnDisk.records(records)));
    }
}
