package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.LookupInvestigationTest.ACCOUNT;
import static org.eksrunbook.trail.LookupInvestigationTest.OTHER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time before the compromise is read once, for all that the attacker turned into; and nobody is accused for what it shows as ordinary. */
class LookAheadTest {

    private static final Instant COMPROMISED_AT = Instant.parse("2026-01-14T08:00:00Z");
    private static final int DAYS_BEFORE = 12;

    @TempDir
    private Path folder = Path.of(".");

    private Bench bench = new Bench(Path.of("."), Path.of("."), Map.of());

    @BeforeEach
    void archive() {
        bench.close();
        Map<String, List<ObjectNode>> files = new HashMap<>();
        new ShortAttack(COMPROMISED_AT).records().forEach(record -> file(files, record));
        // The role that is taken on the way worked each day before; so did the one in the other account.
        for (int day = 1; day <= DAYS_BEFORE; day++) {
            for (ObjectNode record : new ShortAttack(COMPROMISED_AT).records()) {
                if (record.at("/userIdentity/type").asText().equals("AssumedRole")) {
                    ObjectNode before = record.deepCopy();
                    before.put("eventID", record.path("eventID").asText() + "-" + day)
                            .put(
                                    "eventTime",
                                    Instant.parse(record.path("eventTime").asText())
                                            .minus(day, ChronoUnit.DAYS)
                                            .toString());
                    file(files, before);
                }
            }
        }
        files.forEach((name, records) -> LogFilesOnDisk.write(
                folder.resolve("archive"),
                name,
                LogFilesOnDisk.gzip(LogFilesOnDisk.records(
                        records.stream().map(ObjectNode::toString).toArray(String[]::new)))));
        bench = new Bench(folder.resolve("archive"), folder.resolve("data"), Map.of("runbook.trail.group-files", "1"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static void file(Map<String, List<ObjectNode>> files, ObjectNode record) {
        String account = record.path("recipientAccountId").asText();
        String day = record.path("eventTime").asText().substring(0, 10).replace('-', '/');
        files.computeIfAbsent(
                        "AWSLogs/" + account + "/CloudTrail/us-east-1/" + day + "/" + account + "_CloudTrail_us-east-1_"
                                + day.replace("/", "") + "T0900Z_x.json.gz",
                        first -> new ArrayList<>())
                .add(record);
    }

    private Scope scope() {
        return Bench.scope(null, ACCOUNT, List.of("arn:aws:iam::" + ACCOUNT + ":user/eve"), COMPROMISED_AT);
    }

    private List<Entry> partsOf(IncidentId id, String account) {
        List<String> groups = new ArrayList<>();
        Surveys surveys = bench.get(Surveys.class);
        Surveys.Stored survey = surveys.last(id).orElseThrow();
        for (Surveys.Group group : surveys.groups(id, survey.number())) {
            ArchiveFile file = surveys.files(survey, group).get(0);
            if (file.path().contains(account)
                    && group.lastDay() != null
                    && group.lastDay().toString().compareTo("2026-01-14") < 0) {
                groups.add(group.id());
            }
        }
        return bench.get(Ledger.class).entries(id, "trail.part").stream()
                .filter(part -> groups.contains(part.body().path("group").asText()))
                .toList();
    }

    private void assertWholeChain(IncidentId id) {
        assertThat(bench.findings(id))
                .extracting(Finding::eventName)
                .contains("CreateUser", "RunInstances", "StopLogging", "DeleteTrail", "DeleteTable")
                .doesNotContain("DeleteBucket");
    }

    @Test
    void theDaysBeforeAreReadOnceThoughTheChainHasFourLinks() {
        IncidentId id = bench.incident(scope());
        bench.investigate(id);

        assertWholeChain(id);
        assertThat(partsOf(id, ACCOUNT)).hasSize(DAYS_BEFORE);
        assertThat(partsOf(id, OTHER)).hasSize(DAYS_BEFORE);
    }

    @Test
    void anAccountThatAPrincipalLeadsToIsReadInAFurtherRound() {
        IncidentId id = bench.incident(scope());
        bench.investigate(id);

        // In the first round nobody knew that the other account's files matter.
        assertThat(bench.get(Rounds.class).all(id)).hasSize(2);
        assertThat(bench.get(Principals.class).all(id).stream()
                        .filter(Principal::included)
                        .map(principal -> String.valueOf(principal.arn()))
                        .collect(Collectors.joining("\n")))
                .contains("arn:aws:sts::" + OTHER + ":assumed-role/admin/night-too");
    }

    @Test
    void ofAGroupOnlyTheFilesThatMayHoldWhatCameUpAreReadAgain() {
        for (int file = 0; file < 20; file++) {
            LogFilesOnDisk.write(
                    folder.resolve("archive"),
                    "AWSLogs/%s/CloudTrail/us-east-1/2026/01/14/%s_CloudTrail_us-east-1_20260114T10%02dZ_y.json.gz"
                            .formatted(ACCOUNT, ACCOUNT, file),
                    LogFilesOnDisk.gzip(LogFilesOnDisk.records(LogFilesOnDisk.event("other-" + file, "PutObject"))));
        }
        bench.close();
        bench = new Bench(folder.resolve("archive"), folder.resolve("grouped"), Map.of());
        IncidentId id = bench.incident(scope());
        bench.investigate(id);

        assertWholeChain(id);
        List<Entry> again = bench.get(Ledger.class).entries(id, "trail.part").stream()
                .filter(part -> part.body().path("again").asBoolean())
                .toList();
        assertThat(again)
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.body().path("read").asInt())
                        .isPositive()
                        .isLessThan(part.body().path("files").asInt()));
        assertThat(bench.coverage(id).filesRead()).isEqualTo(bench.coverage(id).files());
    }

    @Test
    void aKillBetweenTwoStepsOfARoundLosesNothing() {
        IncidentId undisturbed = bench.incident(scope());
        bench.investigate(undisturbed);

        IncidentId id = bench.incident(scope());
        Investigation investigation = bench.get(Investigation.class);
        investigation.beginRound(id);
        investigation.survey(id);
        boolean complete = false;
        while (!complete) {
            // Each step is rolled back once, as if the server had died in it.
            new org.springframework.transaction.support.TransactionTemplate(
                            bench.get(org.springframework.transaction.PlatformTransactionManager.class))
                    .executeWithoutResult(transaction -> {
                        investigation.readNext(id);
                        transaction.setRollbackOnly();
                    });
            complete = investigation.readNext(id).complete();
        }
        investigation.concludeRound(id);
        bench.investigate(id);
        assertThat(bench.findings(id)).containsExactlyInAnyOrderElementsOf(bench.findings(undisturbed));
        assertThat(partsOf(id, ACCOUNT)).hasSameSizeAs(partsOf(undisturbed, ACCOUNT));
    }
}
