package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

    /** Records written by hand: users who share keys and ids, sessions without a name. By which name AWS would list them nobody knows. */
    private static final String BY_HAND = "panther-shared";

    @TempDir
    private Path temporary;

    /** What one source made of an incident. */
    private record Told(Set<Finding> findings, Set<Principal> principals, Coverage coverage) {

        static Told of(Bench bench, IncidentId id) {
            List<Finding> findings = bench.findings(id);
            assertThat(findings)
                    .extracting(finding -> finding.source() + " " + finding.eventId())
                    .doesNotHaveDuplicates();
            return new Told(
                    new HashSet<>(findings),
                    bench.get(Principals.class).all(id).stream()
                            .map(Told::inNoRound)
                            .collect(Collectors.toSet()),
                    bench.coverage(id));
        }

        /** A source that is asked learns in a second round what the files tell at once. */
        private static Principal inNoRound(Principal one) {
            return new Principal(
                    one.id(),
                    one.arn(),
                    one.type(),
                    one.source(),
                    one.confidence(),
                    one.evidence().stream().sorted().toList(),
                    0,
                    one.included(),
                    one.watched(),
                    one.why());
        }
    }

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
                Told folder = investigated(stage.onFolder, read);
                for (TrailSource source : TrailSource.values()) {
                    if (source == TrailSource.LOOKUP && set.name().equals(BY_HAND)) {
                        continue;
                    }
                    IncidentId id = stage.onAws.incident(scope(set, source));
                    if (source == TrailSource.UPLOAD) {
                        stage.upload(id, path -> path.startsWith("AWSLogs/" + set.account() + "/"));
                    }
                    agree(set.name(), source, folder, investigated(stage.onAws, id), stage.history::holds);
                }
                findings += folder.findings.size();
                principals += folder.principals.size();
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
        LogFilesOnDisk.write(
                logs,
                "AWSLogs/" + HOME + "/CloudTrail/us-east-1/2024/08/02/" + HOME
                        + "_CloudTrail_us-east-1_20240802T0900Z_x.json.gz",
                LogFilesOnDisk.gzip(LogFilesOnDisk.records(records.toArray(String[]::new))));
        Instant from = Instant.parse("2024-08-02T07:00:00Z");
        SampleSet set = new SampleSet("written", HOME, List.of(principal), from, from.plusSeconds(9000));
        try (SourcesStage stage = new SourcesStage(logs, "", temporary, regions(logs))) {
            stage.now(set.until());
            Told folder = investigated(stage.onFolder, stage.onFolder.incident(scope(set, TrailSource.ARCHIVE)));
            assertThat(folder.findings)
                    .extracting(Finding::eventId)
                    .containsAll(found)
                    .doesNotContainAnyElementsOf(notFound);
            for (TrailSource source : TrailSource.values()) {
                IncidentId id = stage.onAws.incident(scope(set, source));
                if (source == TrailSource.UPLOAD) {
                    stage.upload(id, path -> true);
                }
                agree(set.name(), source, folder, investigated(stage.onAws, id), stage.history::holds);
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
            Told read = investigated(stage.onFolder, stage.onFolder.incident(gameday, TrailSource.ARCHIVE));
            assertThat(read.findings).hasSizeGreaterThan(100);
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
                agree("game day", source, read, investigated(stage.onAws, id), stage.history::holds);
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

    private static Told investigated(Bench bench, IncidentId id) {
        bench.investigate(id);
        return Told.of(bench, id);
    }

    private static List<String> regions(Path logs) throws IOException {
        try (Stream<Path> folders = Files.walk(logs)) {
            return folders.map(path -> logs.relativize(path).toString())
                    .filter(path -> path.matches(".*/CloudTrail/[^/]+"))
                    .map(path -> path.substring(path.lastIndexOf('/') + 1))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** @param held the events that the event history holds, by id */
    private static void agree(String set, TrailSource source, Told folder, Told other, Predicate<String> held) {
        String what = set + " by " + source.word();
        boolean lookup = source == TrailSource.LOOKUP;
        List<Finding> findings = folder.findings.stream()
                .filter(finding ->
                        !lookup || finding.source().equals(Finding.KUBERNETES) || held.test(finding.eventId()))
                .toList();
        assertSame(what + " has findings", other.findings, findings);
        assertSame(what + " has principals", other.principals, folder.principals);
        if (source == TrailSource.ARCHIVE) {
            // Folders of a bucket that hold no logs are not listed, so their files are not counted.
            assertThat(other.coverage)
                    .as(what)
                    .usingRecursiveComparison()
                    .ignoringFields("passedOver")
                    .isEqualTo(folder.coverage);
            return;
        }
        if (!lookup) {
            // Athena counts by the day, so that hours cannot be told from one another.
            assertThat(other.coverage.trails())
                    .as(what)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                            source == TrailSource.ATHENA ? new String[] {"silences"} : new String[0])
                    .isEqualTo(folder.coverage.trails());
        } else {
            assertThat(places(other.coverage)).as(what).isEqualTo(places(folder.coverage));
        }
        assertThat(other.coverage.unreadable()).as(what).isEqualTo(folder.coverage.unreadable());
        assertThat(without(other.coverage.statements(), folder.coverage.statements()))
                .as(what + " says what it cannot tell")
                .allMatch(said -> SourceLimits.mayBeSaid(source, said));
        assertThat(without(folder.coverage.statements(), other.coverage.statements()))
                .as(what + " leaves unsaid")
                .allMatch(said -> SourceLimits.mayBeMissing(source, said));
    }

    /** Shows what differs and not what does not. */
    private static <T> void assertSame(String what, Collection<T> there, Collection<T> here) {
        assertThat(without(here, there)).as(what + " too few").isEmpty();
        assertThat(without(there, here)).as(what + " too many").isEmpty();
    }

    private static Set<String> places(Coverage coverage) {
        return coverage.trails().stream()
                .map(trail -> trail.source() + " " + trail.accountId() + " " + trail.region() + " " + trail.lastEvent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> List<T> without(Collection<T> one, Collection<T> other) {
        List<T> rest = new ArrayList<>(one);
        other.forEach(rest::remove);
        return rest;
    }
}
