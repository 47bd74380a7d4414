package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.eksrunbook.aws.LiveAws;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.AwsFault;
import org.eksrunbook.awsdouble.CloudTrailDouble;
import org.eksrunbook.awsdouble.Ec2Double;
import org.eksrunbook.awsdouble.OrganizationsDouble;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event history of CloudTrail, looked up, tells the same of management events as the files do; what it does not tell is said. */
class LookupInvestigationTest {

    static final String ACCOUNT = "111122223333";
    static final String OTHER = "444455556666";
    private static final Instant COMPROMISED_AT = Instant.parse("2026-01-14T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Path folder = Path.of(".");
    private final CloudTrailDouble trail = new CloudTrailDouble(() -> Bench.NOW);
    private final AwsDouble aws = new AwsDouble("999999999999")
            .with(trail)
            .with(new Ec2Double("eu-central-1", "us-east-1"))
            .with(new OrganizationsDouble("999999999999")
                    .with(ACCOUNT, "payments")
                    .with(OTHER, "ledger")
                    .with("777788889999", "sandbox"));
    private final List<Bench> benches = new ArrayList<>();

    @BeforeEach
    void chain(@TempDir Path temporary) throws IOException {
        folder = temporary;
        aws.chain("eu-central-1");
        ShortAttack attack = new ShortAttack(COMPROMISED_AT);
        attack.records().forEach(trail::with);
        Path file = folder.resolve("archive/AWSLogs/" + ACCOUNT + "/CloudTrail/us-east-1/2026/01/14/" + ACCOUNT
                + "_CloudTrail_us-east-1_20260114T0900Z_x.json.gz");
        Files.createDirectories(file.getParent());
        ObjectNode all = JSON.createObjectNode();
        all.putArray("Records").addAll(attack.records());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(JSON.writeValueAsBytes(all));
        }
    }

    @AfterEach
    void close() {
        benches.forEach(Bench::close);
        AwsDouble.away();
        aws.close();
    }

    private Bench bench() {
        return bench(folder.resolve("archive"));
    }

    private Bench bench(Path archive) {
        return bench(archive, Map.of());
    }

    private Bench bench(Path archive, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("runbook.aws.reading-role", "incident-reader");
        settings.put("runbook.aws.attempt-timeout", "1s");
        settings.put("runbook.aws.call-timeout", "5s");
        settings.put("runbook.lookup.pause", "0ms");
        Bench bench = new Bench(
                archive.toString(),
                folder.resolve("data-" + benches.size()),
                settings,
                beans -> beans.register(LiveAws.Lookups.class));
        benches.add(bench);
        return bench;
    }

    private static IncidentId incident(Bench bench, TrailSource source, List<String> accounts) {
        return incident(bench, source, accounts, "arn:aws:iam::" + ACCOUNT + ":user/eve");
    }

    private static IncidentId incident(Bench bench, TrailSource source, List<String> accounts, String principal) {
        return bench.incident(new Scope(
                1,
                ACCOUNT,
                accounts,
                "eu-central-1",
                COMPROMISED_AT,
                null,
                30,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(principal),
                source,
                null));
    }

    @Test
    void managementEventsArePlayedThroughBothAndCompared() {
        Bench bench = bench();
        IncidentId read = incident(bench, TrailSource.ARCHIVE, List.of(OTHER));
        bench.investigate(read);
        IncidentId asked = incident(bench, TrailSource.LOOKUP, List.of(OTHER));
        bench.investigate(asked);

        List<Finding> management = bench.findings(read).stream()
                .filter(finding -> !finding.eventName().equals("GetObject"))
                .toList();
        assertThat(bench.findings(read)).hasSizeGreaterThan(management.size());
        assertThat(bench.findings(asked)).hasSizeGreaterThan(8).containsExactlyInAnyOrderElementsOf(management);
        assertThat(names(bench, asked)).isEqualTo(names(bench, read));
        assertThat(String.join("\n", bench.coverage(asked).statements()))
                .contains("management events alone")
                .contains("The organization has 3 accounts, 1 of them beside those of the scope (" + ACCOUNT
                        + " (payments), " + OTHER + " (ledger)): those were not asked for anything")
                .doesNotContain("was not looked up");
    }

    private void oneRegion(AwsFault fault) {
        aws.faults()
                .plan(
                        request -> request.operation().equals("LookupEvents")
                                && request.region().equals("eu-central-1"),
                        fault,
                        0,
                        Integer.MAX_VALUE);
    }

    private static Set<String> names(Bench bench, IncidentId id) {
        return bench.get(Principals.class).all(id).stream()
                .filter(principal -> principal.included() || principal.watched())
                .map(principal -> principal.type() + " " + principal.id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void anAccountOutsideTheScopeAndOneWhoseRoleIsClosedAreNamed() {
        Bench bench = bench();
        aws.sts().close(OTHER);
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of(OTHER));
        bench.investigate(id);

        assertThat(String.join("\n", bench.coverage(id).statements()))
                .contains("Account " + OTHER + " was not looked up: access denied (sts:AssumeRole");
        assertThat(bench.findings(id)).isNotEmpty();
    }

    @Test
    void aRefusedRegionIsNamedAndTheOthersAreLookedUp() {
        Bench bench = bench();
        oneRegion(AwsFault.DENIED);
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of());
        bench.investigate(id);

        assertThat(String.join("\n", bench.coverage(id).statements()))
                .contains("in eu-central-1 was not looked up: access denied (cloudtrail:LookupEvents)");
        assertThat(bench.findings(id)).isNotEmpty();
    }

    @Test
    void whatWasRefusedIsLookedUpOnceThePermissionIsGivenAndSaidNoMore() {
        Bench bench = bench();
        IncidentId undisturbed = incident(bench, TrailSource.LOOKUP, List.of(OTHER));
        bench.investigate(undisturbed);
        for (String permission : List.of("LookupEvents", "DescribeRegions")) {
            IncidentId id = incident(bench, TrailSource.LOOKUP, List.of(OTHER));
            aws.faults()
                    .plan(
                            request -> request.operation().equals(permission)
                                    && request.account().equals(ACCOUNT),
                            AwsFault.DENIED,
                            0,
                            Integer.MAX_VALUE);
            bench.investigate(id);
            assertThat(bench.coverage(id).statements())
                    .as(permission)
                    .anyMatch(said -> said.contains(" was not looked up") && said.contains(":" + permission));
            aws.faults().none();
            bench.investigate(id);

            assertThat(bench.findings(id))
                    .as(permission)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(bench.findings(undisturbed));
            assertThat(bench.coverage(id).statements())
                    .as(permission)
                    .containsExactlyInAnyOrderElementsOf(
                            bench.coverage(undisturbed).statements());
        }
    }

    /** Where people went on without it the places that answer count, and the one that does not is named. */
    @Test
    void aRegionThatStaysAwayIsSkippedAloneAndLookedUpOnceItIsBack() {
        Bench bench = bench();
        IncidentId undisturbed = incident(bench, TrailSource.LOOKUP, List.of(OTHER));
        bench.investigate(undisturbed);
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of(OTHER));
        oneRegion(AwsFault.SERVER_FAULT);
        assertThatThrownBy(() -> bench.investigate(id))
                .isInstanceOfSatisfying(
                        FactsUnavailable.class,
                        told -> assertThat(told.source()).isEqualTo(FactSource.TRAIL))
                .hasMessageStartingWith("Wait, or look at AWS access");
        bench.skip(id, FactSource.TRAIL);
        bench.investigate(id);

        assertThat(bench.findings(id)).as("what the other regions answered").isNotEmpty();
        assertThat(bench.coverage(id).statements())
                .anyMatch(said -> said.contains(" in eu-central-1 was not looked up: ")
                        && said.contains("a person went on without it"));
        aws.faults().none();
        bench.investigate(id);
        assertThat(bench.findings(id)).containsExactlyInAnyOrderElementsOf(bench.findings(undisturbed));
        assertThat(bench.coverage(id).statements())
                .containsExactlyInAnyOrderElementsOf(bench.coverage(undisturbed).statements());
    }

    @Test
    void sessionsWithoutEndAreNoLookupsWithoutEnd() {
        ObjectNode taken = new ShortAttack(COMPROMISED_AT)
                .records().stream()
                        .filter(record -> record.path("eventName").asText().equals("AssumeRole"))
                        .findFirst()
                        .orElseThrow();
        for (int number = 0; number < 80; number++) {
            ObjectNode job = taken.deepCopy();
            job.put("eventID", "00000000-0000-4000-8000-0000000001" + (10 + number));
            ((ObjectNode) job.get("requestParameters")).put("roleSessionName", "job-" + number);
            trail.with(job);
        }
        Bench bench = bench(folder.resolve("archive"), Map.of("runbook.lookup.most-sessions", "40"));
        IncidentId id =
                incident(bench, TrailSource.LOOKUP, List.of(), "arn:aws:iam::" + ACCOUNT + ":role/path/deployer");
        bench.investigate(id);

        Set<String> names = aws.requests("cloudtrail", "LookupEvents").stream()
                .map(request -> request.input().at("/LookupAttributes/0"))
                .filter(attribute -> attribute.path("AttributeKey").asText().equals("Username"))
                .map(attribute -> attribute.path("AttributeValue").asText())
                .filter(name -> name.startsWith("job-"))
                .collect(Collectors.toSet());
        assertThat(names).hasSizeBetween(1, 40);
        assertThat(String.join("\n", bench.coverage(id).statements()))
                .contains((81 - names.size()) + " sessions of the roles were not looked up")
                .contains("runbook.lookup.most-sessions");
    }

    @Test
    void aServiceThatStaysAwayFailsTheStepAndItGoesOnWhenItIsBack() {
        Bench bench = bench();
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of(OTHER));
        aws.faults().always("cloudtrail", "LookupEvents", AwsFault.SERVER_FAULT);
        assertThatThrownBy(() -> bench.investigate(id))
                .isInstanceOf(FactsUnavailable.class)
                .hasMessageContaining("event history of account")
                .hasMessageContaining("cloudtrail:LookupEvents");
        aws.faults().none();
        bench.investigate(id);

        IncidentId undisturbed = incident(bench, TrailSource.LOOKUP, List.of(OTHER));
        bench.investigate(undisturbed);
        assertThat(bench.findings(id)).containsExactlyInAnyOrderElementsOf(bench.findings(undisturbed));
    }

    @Test
    void whatWasGivenUpIsLookedUpAgainByTheNextRound() {
        Bench bench = bench();
        IncidentId undisturbed = incident(bench, TrailSource.LOOKUP, List.of());
        bench.investigate(undisturbed);

        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of());
        Investigation investigation = bench.get(Investigation.class);
        investigation.beginRound(id);
        // One region was looked up to its end, the other does not answer; a person goes on.
        oneRegion(AwsFault.SERVER_FAULT);
        assertThatThrownBy(() -> {
                    while (investigation.survey(id).unanswered() != null) {
                        continue;
                    }
                })
                .isInstanceOf(FactsUnavailable.class);
        investigation.surveyWithoutAnswer(id);
        while (!investigation.readNext(id).complete()) {
            continue;
        }
        investigation.concludeRound(id);
        assertThat(bench.findings(id)).isEmpty();
        assertThat(String.join("\n", bench.coverage(id).statements())).contains("a person went on without it");
        aws.faults().none();
        bench.investigate(id);

        assertThat(bench.findings(id)).isNotEmpty().containsExactlyInAnyOrderElementsOf(bench.findings(undisturbed));
        assertThat(bench.coverage(id).statements())
                .as("what was looked up later is not said to be missing")
                .noneMatch(said -> said.startsWith("Account " + ACCOUNT + " "));
    }

    @Test
    void aValueThatIsRefusedIsNamedAndItsAccountWasLookedUp() {
        Bench bench = bench();
        aws.faults()
                .plan(
                        request -> request.input()
                                .at("/LookupAttributes/0/AttributeValue")
                                .asText()
                                .equals("backdoor"),
                        AwsFault.REJECTED,
                        0,
                        Integer.MAX_VALUE);
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of());
        bench.investigate(id);

        assertThat(bench.coverage(id).statements())
                .anyMatch(said -> said.startsWith("«backdoor» was not looked up in account " + ACCOUNT + " in "))
                .noneMatch(said -> said.startsWith("Account " + ACCOUNT + " "));
        assertThat(bench.findings(id)).isNotEmpty();
    }

    @Test
    void pagesOfAnIncidentThatEndedAreSwept() {
        Bench bench = bench();
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of());
        Investigation investigation = bench.get(Investigation.class);
        investigation.beginRound(id);
        oneRegion(AwsFault.SERVER_FAULT);
        investigation.survey(id);
        LiveAws.sweep(bench);
        assertThat(pages(bench)).as("of an open incident").isPositive();
        bench.get(Incidents.class).close(id);
        LiveAws.sweep(bench);

        assertThat(pages(bench)).isZero();
    }

    private static long pages(Bench bench) {
        return bench.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select count(*) from lookup_page")
                .query(Long.class)
                .single();
    }

    @Test
    void whatWasFetchedBeforeAKillIsNotFetchedAgain() {
        Bench bench = bench();
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of());
        // As if the server died in the step: what the step wrote is rolled back, the pages stay.
        bench.get(Investigation.class).beginRound(id);
        new org.springframework.transaction.support.TransactionTemplate(
                        bench.get(org.springframework.transaction.PlatformTransactionManager.class))
                .executeWithoutResult(transaction -> {
                    bench.get(Investigation.class).survey(id);
                    transaction.setRollbackOnly();
                });
        int calls = aws.requests("cloudtrail", "LookupEvents").size();
        assertThat(bench.get(Investigation.class).survey(id).found()).isTrue();
        assertThat(aws.requests("cloudtrail", "LookupEvents")).hasSize(calls);
        assertThat(calls).isPositive();
    }

    @Test
    @Tag("full")
    void anEmptyPageIsNoEndAndAPageThatFollowsItselfIsNoReasonToGoOnForEver() {
        Bench bench = bench();
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of());
        aws.faults().once("cloudtrail", "LookupEvents", AwsFault.EMPTY_PAGE);
        bench.investigate(id);
        assertThat(bench.findings(id)).isNotEmpty();

        IncidentId again = incident(bench, TrailSource.LOOKUP, List.of());
        aws.faults().always("cloudtrail", "LookupEvents", AwsFault.SAME_TOKEN);
        assertThatThrownBy(() -> bench.investigate(again)).hasMessageContaining("the same page again and again");
        aws.faults().none();
        bench.investigate(again);
        assertThat(bench.findings(again)).containsExactlyInAnyOrderElementsOf(bench.findings(id));
    }

    @Test
    @Tag("full")
    void aLaterRoundLooksForKnownPrincipalsOnlyWhereNoRoundLooked() {
        Bench bench = bench();
        IncidentId id = incident(bench, TrailSource.LOOKUP, List.of());
        bench.investigate(id);
        // What is newer may show late, so it is looked up each time.
        long sure = Bench.NOW.minusSeconds(1800).getEpochSecond();
        Set<String> asked = new TreeSet<>();
        for (var request : aws.requests("cloudtrail", "LookupEvents")) {
            @Nullable JsonNode attribute = request.input().get("LookupAttributes");
            String what =
                    request.account() + request.region() + attribute + request.input() + request.text("NextToken");
            if (attribute != null && request.input().path("StartTime").asLong() < sure) {
                assertThat(asked.add(what)).as(what).isTrue();
            }
        }
        assertThat(asked).hasSizeGreaterThan(20);
    }
}
