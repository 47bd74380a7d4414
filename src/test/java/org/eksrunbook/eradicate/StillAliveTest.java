package org.eksrunbook.eradicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Approvals;
import org.eksrunbook.action.Plan;
import org.eksrunbook.action.Plans;
import org.eksrunbook.action.Purpose;
import org.eksrunbook.action.Remedies;
import org.eksrunbook.action.Wanted;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.ScopeChange;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.process.DecisionTables;
import org.eksrunbook.process.Person;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.eksrunbook.trail.Bench;
import org.eksrunbook.trail.ClusterLog;
import org.eksrunbook.trail.FindingFilter;
import org.eksrunbook.trail.Findings;
import org.eksrunbook.trail.ScopeChanges;
import org.eksrunbook.trail.TrailAnswer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What of the attack may still act, and whether logs show that nothing does. */
class StillAliveTest {

    private static final String ACCOUNT = "111122223333";
    private static final String MALLORY = "arn:aws:iam::111122223333:user/mallory";
    private static final String ASSUMES = """
            {"eventID":"assume","eventTime":"2026-01-15T11:00:00Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole",
            "awsRegion":"eu-west-1","recipientAccountId":"111122223333","readOnly":true,"sourceIPAddress":"203.0.113.9",
            "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/mallory","accountId":"111122223333",
            "principalId":"AIDAMALLORY00000001","userName":"mallory","accessKeyId":"AKIAMALLORY00000001"},
            "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/backup","roleSessionName":"m"},
            "responseElements":{"assumedRoleUser":{"arn":"arn:aws:sts::111122223333:assumed-role/backup/m",
            "assumedRoleId":"AROABACKUP000000001:m"},"credentials":{"accessKeyId":"ASIABACKUP000000001"}}}""";
    private static final String CREATES = """
            {"eventID":"create","eventTime":"2026-01-15T11:05:00Z","eventSource":"dynamodb.amazonaws.com","eventName":"CreateTable",
            "awsRegion":"eu-west-1","recipientAccountId":"111122223333","readOnly":false,"sourceIPAddress":"203.0.113.9",
            "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/mallory","accountId":"111122223333",
            "principalId":"AIDAMALLORY00000001","userName":"mallory","accessKeyId":"AKIAMALLORY00000001"},
            "requestParameters":{"tableName":"t"},"responseElements":null}""";
    private static final String RENAMES = """
            {"eventID":"rename","eventTime":"2026-01-15T11:05:00Z","eventSource":"iam.amazonaws.com","eventName":"UpdateUser",
            "awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":false,"sourceIPAddress":"203.0.113.9",
            "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/mallory","accountId":"111122223333",
            "principalId":"AIDAMALLORY00000001","userName":"mallory","accessKeyId":"AKIAMALLORY00000001"},
            "requestParameters":{"userName":"mallory","newUserName":"svc"},"responseElements":null}""";
    private static final String MADE_ANEW = """
            {"eventID":"anew","eventTime":"2026-01-15T11:07:00Z","eventSource":"iam.amazonaws.com","eventName":"CreateUser",
            "awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":false,"sourceIPAddress":"203.0.113.9",
            "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/svc","accountId":"111122223333",
            "principalId":"AIDAMALLORY00000001","userName":"svc","accessKeyId":"AKIAMALLORY00000001"},
            "requestParameters":{"userName":"mallory"},
            "responseElements":{"user":{"userName":"mallory","userId":"AIDAANEW000000000001",
            "arn":"arn:aws:iam::111122223333:user/mallory"}}}""";
    private static final String OTHERS = """
            {"eventID":"bob-%1$s","eventTime":"2026-01-15T12:%2$s:00Z","eventSource":"ec2.amazonaws.com","eventName":"DescribeVpcs",
            "awsRegion":"%1$s","recipientAccountId":"111122223333","readOnly":true,"sourceIPAddress":"192.0.2.1",
            "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/bob","accountId":"111122223333",
            "principalId":"AIDABOB0000000000001","userName":"bob","accessKeyId":"AKIABOB0000000000001"}}""";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void aCutThatWasRefusedComesBackWithTheCleanUp() throws IOException {
        deliver("eu-west-1", CREATES);
        try (Bench bench = bench()) {
            Incident incident = investigated(bench);
            Plan plan = cut(bench, incident);
            assertThat(bench.get(LateCut.class).actions(incident))
                    .as("it is with its approver")
                    .isEmpty();

            bench.get(Approvals.class)
                    .decide(
                            incident.id(),
                            plan.id(),
                            plan.hash(),
                            "anna",
                            List.of("approvers"),
                            Approvals.REFUSE,
                            "one line is wrong",
                            false);

            assertThat(bench.get(LateCut.class).actions(incident))
                    .extracting(wanted -> named(wanted.action()))
                    .containsExactlyInAnyOrderElementsOf(
                            plan.actions().stream().map(StillAliveTest::named).toList());
        }
    }

    @Test
    void aUserWhoRenamedHimselfIsCutByTheNameThatHeHasNow() throws IOException {
        deliver("eu-west-1", CREATES, RENAMES, CREATES.replace("mallory", "svc").replace("\"create\"", "\"again\""));
        try (Bench bench = bench()) {
            assertThat(cut(bench, investigated(bench)).actions())
                    .isNotEmpty()
                    .extracting(action -> action.target().name())
                    .containsOnly("svc");
        }
    }

    /** Whose name was free again: there are two now, and only the second is of the attacker's making. */
    @Test
    void whoIsMadeByTheNameOfARenamedUserIsCutBesideIt() throws IOException {
        deliver("eu-west-1", CREATES, RENAMES, MADE_ANEW);
        try (Bench bench = bench()) {
            List<Action> actions = cut(bench, investigated(bench)).actions();
            assertThat(actions)
                    .extracting(StillAliveTest::named)
                    .contains("revokeSessions svc", "revokeSessions mallory");
            assertThat(actions)
                    .filteredOn(action -> action.commandText().contains("IncidentNothing"))
                    .extracting(action -> action.target().name())
                    .containsOnly("mallory");
        }
    }

    @Test
    void whatActsAgainAfterItsCutIsCutAgain() throws IOException {
        deliver("eu-west-1", CREATES, ASSUMES);
        try (Bench bench = bench()) {
            Incident incident = investigated(bench, Instant.parse("2026-01-15T13:00:00Z"));
            Plan plan = cut(bench, incident);
            bench.get(Ledger.class)
                    .appendOnce(
                            incident.id(),
                            "action.intended:" + plan.id(),
                            "action.intended",
                            Actor.SYSTEM,
                            Map.of("plan", plan.id()));
            assertThat(bench.get(LateCut.class).actions(incident))
                    .as("what it did, it did before the cut")
                    .isEmpty();

            deliver("eu-west-1", ASSUMES.replace("T11:00", "T12:10").replace("\"assume\"", "\"again\""));
            bench.investigate(incident.id());

            assertThat(bench.get(LateCut.class).actions(incident))
                    .extracting(wanted -> named(wanted.action()))
                    .contains("deactivateKey mallory", "revokeSessions mallory")
                    .as("nothing shows that the role which was taken acted again")
                    .doesNotContain("revokeSessions backup");
        }
    }

    private static Plan cut(Bench bench, Incident incident) {
        List<Action> actions = bench.get(CutActions.class).of(incident).stream()
                .map(Wanted::action)
                .toList();
        return bench.get(Plans.class).make(incident.id(), Purpose.CUT, actions, null);
    }

    private static String named(Action action) {
        return action.kind().word() + " " + action.target().id();
    }

    @Test
    void aKeyIsCutInTheAccountOfItsUserWhereverItsCallsWereLogged() throws IOException {
        deliver("eu-west-1", CREATES.replace("arn:aws:iam::111122223333", "arn:aws:iam::444455556666"));
        try (Bench bench = bench()) {
            IncidentId id = bench.incident(scope("AKIAMALLORY00000001", null));
            bench.investigate(id);
            assertThat(bench.get(LivePrincipals.class)
                            .of(bench.get(Incidents.class).require(id)))
                    .filteredOn(principal -> principal.id().equals("AKIAMALLORY00000001"))
                    .singleElement()
                    .satisfies(key -> assertThat(key.accountId()).isEqualTo("444455556666"));
        }
    }

    @Test
    void aSessionThatWasHandedOutIsCutThoughNoCallOfItWasSeen() throws IOException {
        deliver("eu-west-1", CREATES, ASSUMES);
        try (Bench bench = bench()) {
            assertThat(bench.get(LivePrincipals.class).of(investigated(bench)))
                    .filteredOn(principal -> principal.type().equals("session"))
                    .singleElement()
                    .satisfies(session -> assertThat(bench.get(Remedies.class).cut(session))
                            .anySatisfy(
                                    action -> assertThat(action.target().id()).contains("backup")));
        }
    }

    @Test
    void quietIsToldOnceTheRegionsOfTheAttackAreHeardAfterTheWindow() throws IOException {
        deliver("eu-west-1", CREATES);
        deliver("us-east-1", OTHERS.formatted("us-east-1", "45"));
        try (Bench bench = bench()) {
            Proof proof = proof(bench);
            assertThat(proof.state()).isNotEqualTo(Proof.QUIET);
            assertThat(proof.gaps())
                    .extracting(Proof.Gap::what)
                    .containsExactly("Account 111122223333 in eu-west-1, where the attack worked");
        }
        deliver("eu-west-1", OTHERS.formatted("eu-west-1", "46"));
        try (Bench bench = bench()) {
            assertThat(proof(bench).state()).isEqualTo(Proof.QUIET);
        }
    }

    @Test
    void whatCouldNotBeReadOfTheWindowsDaysIsAGap() throws IOException {
        deliver("eu-west-1", CREATES, OTHERS.formatted("eu-west-1", "45"));
        deliver("eu-west-1", "{\"eventID\":");
        try (Bench bench = bench()) {
            assertThat(proof(bench).gaps())
                    .extracting(Proof.Gap::reason)
                    .singleElement()
                    .satisfies(reason -> assertThat(reason).endsWith("files or pieces of files could not be read"));
        }
    }

    @Test
    void whatTheAttackerDidWhileThePlanWasPerformedIsNoQuiet() throws IOException {
        deliver("eu-west-1", CREATES, OTHERS.formatted("eu-west-1", "45"));
        try (Bench bench = bench()) {
            Incident incident = investigated(bench);
            reviewed(bench, incident);
            // Before the performer's word at 12:00, and delivered later than the review.
            deliver("eu-west-1", CREATES.replace("11:05", "11:58").replace("\"create\"", "\"again\""));

            assertThat(performed(bench, incident).state()).isEqualTo(Proof.ACTIVE);

            reviewed(bench, incident);
            assertThat(bench.get(QuietWindow.class).of(incident).state())
                    .as("the next review knew of it")
                    .isEqualTo(Proof.QUIET);
        }
    }

    @Test
    void whereCallsGoOnAfterAnotherReviewThatLeftNothingToDoAPersonIsAsked() throws IOException {
        deliver("eu-west-1", CREATES);
        try (Bench bench = bench()) {
            Incident incident = investigated(bench);
            reviewed(bench, incident);
            deliver("eu-west-1", CREATES.replace("11:05", "11:58").replace("\"create\"", "\"again\""));
            Proof first = performed(bench, incident);
            bench.get(Ledger.class).append(incident.id(), Proof.KIND, Actor.SYSTEM, first);
            reviewed(bench, incident);
            deliver("eu-west-1", CREATES.replace("11:05", "11:59").replace("\"create\"", "\"once-more\""));

            Proof second = bench.get(QuietWindow.class).of(incident);

            assertThat(first.state()).isEqualTo(Proof.ACTIVE);
            assertThat(second.state()).isEqualTo(Proof.UNPROVABLE);
            assertThat(second.gaps())
                    .extracting(Proof.Gap::reason)
                    .singleElement()
                    .satisfies(reason -> assertThat(reason).contains("since the last review", "led to: 1"));
        }
    }

    @Test
    void aScopeThatWasChangedSinceTheReviewIsLookedThroughFirst() throws IOException {
        deliver("eu-west-1", CREATES, OTHERS.formatted("eu-west-1", "45"));
        try (Bench bench = bench()) {
            Incident incident = investigated(bench);
            reviewed(bench, incident);
            assertThat(performed(bench, incident).state()).isEqualTo(Proof.QUIET);

            bench.get(ScopeChanges.class)
                    .apply(
                            incident.id(),
                            ScopeChange.wider(List.of("arn:aws:iam::111122223333:user/bob"), List.of()),
                            Actor.user("rita"),
                            "he too");
            Incident wider = bench.get(Incidents.class).require(incident.id());

            assertThat(bench.get(QuietWindow.class).of(wider).state()).isEqualTo(Proof.ACTIVE);
        }
    }

    @Test
    void whatWasDoneInTheClusterIsQuietOnlyWhereItsAuditLogCoversTheWindow() throws IOException {
        deliver("eu-west-1", CREATES, OTHERS.formatted("eu-west-1", "45"));
        audit("2026-01-15T11:10:00.000000Z", "mallory", MALLORY);
        try (Bench bench = bench()) {
            Proof proof = proof(bench);
            assertThat(proof.state()).isNotEqualTo(Proof.QUIET);
            assertThat(proof.gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.what()).contains("audit log"));

            audit("2026-01-15T12:50:00.000000Z", "bob", "arn:aws:iam::111122223333:user/bob");
            assertThat(bench.get(QuietWindow.class)
                            .of(bench.get(Incidents.class).list().get(0))
                            .state())
                    .isEqualTo(Proof.QUIET);
        }
    }

    @Test
    void anAuditLogThatWasRefusedAtTheLastLookShowsNoQuiet() throws IOException {
        deliver("eu-west-1", CREATES, OTHERS.formatted("eu-west-1", "45"));
        AtomicBoolean refuses = new AtomicBoolean();
        try (Bench bench = bench(beans ->
                beans.registerBean(ClusterLog.class, () -> new RefusingLog(beans.getBean(Artefacts.class), refuses)))) {
            assertThat(proof(bench).state()).isEqualTo(Proof.QUIET);
            Incident incident = bench.get(Incidents.class).list().get(0);

            refuses.set(true);
            Proof refused = bench.get(QuietWindow.class).of(incident);
            assertThat(refused.state()).isNotEqualTo(Proof.QUIET);
            assertThat(refused.gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.reason()).contains("not to be read when it was last asked"));

            refuses.set(false);
            assertThat(bench.get(QuietWindow.class).of(incident).state()).isEqualTo(Proof.QUIET);
        }
    }

    /** Tells of one request, as long as it may. */
    private record RefusingLog(Artefacts artefacts, AtomicBoolean refuses) implements ClusterLog {
        @Override
        public boolean asks(Scope scope) {
            return true;
        }

        @Override
        public String location(Scope scope) {
            return "a log";
        }

        @Override
        public Piece read(Question question) {
            if (refuses.get()) {
                return Piece.empty(List.of("Refused."), true);
            }
            if (question.tokens().isEmpty()) {
                return Piece.empty(List.of(), true);
            }
            String event = request("2026-01-15T11:10:00.000000Z", "mallory", MALLORY);
            Artefact kept =
                    artefacts.put("application/x-ndjson", out -> out.write(event.getBytes(StandardCharsets.UTF_8)));
            return new Piece(
                    new TrailAnswer.File("audit-log", kept.size(), kept.sha256(), null), 1, null, List.of(), false);
        }
    }

    @Test
    void aScopeThatWasChangedBetweenTheRoundAndItsReviewLeadsToAnotherRound() throws IOException {
        deliver("eu-west-1", CREATES, OTHERS.formatted("eu-west-1", "45"));
        try (Bench bench = bench()) {
            Incident incident = investigated(bench);
            int lookedThrough = incident.scope().version();
            bench.get(ScopeChanges.class)
                    .apply(
                            incident.id(),
                            ScopeChange.wider(List.of("arn:aws:iam::111122223333:user/bob"), List.of()),
                            Actor.user("rita"),
                            "he too");

            Map<String, Object> after = bench.get(ReviewFindingsTask.class)
                    .complete(new TaskCompletion(
                            new TaskContext(
                                    incident.id(),
                                    "task",
                                    "process",
                                    name -> name.equals(EradicateVariables.SCOPE_VERSION) ? lookedThrough : null),
                            new Person("rita", Set.of("responders")),
                            Map.of()));

            assertThat(after).containsEntry(EradicateVariables.SCOPE_CHANGED, true);
            assertThat(bench.get(Reviewed.class)
                            .isOfAnotherScope(bench.get(Incidents.class).require(incident.id())))
                    .as("nobody looked through the scope as it is now")
                    .isTrue();
        }
    }

    @Test
    void whatAPersonAnsweredToTheProposalsIsWhatIsPlanned() throws IOException {
        deliver("eu-west-1", CREATES);
        try (Bench bench = bench()) {
            Incident incident = investigated(bench);
            InventoryRow table = listed(bench, incident, "AWS::DynamoDB::Table");
            review(bench, incident, new Review.Disposed(table.key(), "delete", null));
            assertThat(kinds(bench, incident)).containsExactly("delete t");

            review(bench, incident, new Review.Disposed(table.key(), "keep", "for the forensics"));
            assertThat(kinds(bench, incident)).containsExactly("snapshot t");

            review(bench, incident, new Review.Disposed(table.key(), "none", "it is ours"));
            assertThat(kinds(bench, incident)).isEmpty();
        }
    }

    private static InventoryRow listed(Bench bench, Incident incident, String type) {
        bench.get(Inventory.class)
                .build(incident.id(), "round-1", bench.get(Observations.class).of(incident.id()));
        return bench.get(Inventory.class).rows(incident.id()).stream()
                .filter(row -> row.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDoorThatWasOpenedBehindManyOtherCallsIsClosedToo() throws IOException {
        String calls = """
                {"eventID":"%1$s","eventTime":"2026-01-15T11:%2$02d:%3$02dZ","eventSource":"secretsmanager.amazonaws.com","eventName":"%4$s",
                "awsRegion":"eu-west-1","recipientAccountId":"111122223333","readOnly":false,"sourceIPAddress":"203.0.113.9",
                "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/mallory","accountId":"111122223333",
                "principalId":"AIDAMALLORY00000001","userName":"mallory","accessKeyId":"AKIAMALLORY00000001"},
                "requestParameters":{"secretId":"shop"%5$s},"responseElements":null}""";
        String[] records = new String[InventoryRow.EVENTS_SHOWN + 51];
        for (int number = 0; number < records.length - 1; number++) {
            records[number] = calls.formatted("reads-" + number, number / 60, number % 60, "GetSecretValue", "")
                    .replace("\n", " ");
        }
        records[records.length - 1] = calls.formatted("opens", 30, 0, "PutResourcePolicy", ",\"resourcePolicy\":\"{}\"")
                .replace("\n", " ");
        deliver("eu-west-1", records);
        try (Bench bench = bench()) {
            Incident incident = investigated(bench);
            InventoryRow secret = listed(bench, incident, "AWS::SecretsManager::Secret");
            assertThat(secret.eventCount()).isGreaterThan(InventoryRow.EVENTS_SHOWN);
            review(bench, incident, new Review.Disposed(secret.key(), "putBack", null));

            assertThat(bench.get(CleanUp.class).actions(incident))
                    .extracting(wanted -> wanted.action().toString())
                    .anySatisfy(action -> assertThat(action).contains("opens"));
        }
    }

    @Test
    void whatTheLogsDoNotCoverDoesNotLieInTheFuture() throws IOException {
        deliver("eu-west-1", CREATES);
        try (Bench bench = bench()) {
            Proof tooEarly = proof(bench);
            assertThat(tooEarly.until()).as("the window goes on").isAfter(Bench.NOW);
            assertThat(tooEarly.gaps())
                    .isNotEmpty()
                    .allSatisfy(gap -> assertThat(Instant.parse(gap.until())).isBeforeOrEqualTo(Bench.NOW));
        }
    }

    private static void review(Bench bench, Incident incident, Review.Disposed disposed) {
        Review review = new Review(2, 1, 2, List.of(), List.of(), List.of(), List.of(disposed), "looked at");
        bench.get(Ledger.class).append(incident.id(), Reviewed.KIND, Actor.user("rita"), review);
    }

    private static List<String> kinds(Bench bench, Incident incident) {
        return bench.get(CleanUp.class).actions(incident).stream()
                .map(wanted -> named(wanted.action()))
                .toList();
    }

    private static void reviewed(Bench bench, Incident incident) {
        long effective = bench.get(Findings.class).count(incident.id(), FindingFilter.EFFECTIVE);
        bench.get(Ledger.class)
                .append(
                        incident.id(),
                        Reviewed.KIND,
                        Actor.user("rita"),
                        Map.of(
                                "effective",
                                effective,
                                "scopeVersion",
                                incident.scope().version()));
    }

    private Proof proof(Bench bench) {
        return performed(bench, investigated(bench));
    }

    private static Proof performed(Bench bench, Incident incident) {
        bench.get(Ledger.class).append(incident.id(), "action.performed", Actor.SYSTEM, Map.of());
        return bench.get(QuietWindow.class).of(incident);
    }

    private static Incident investigated(Bench bench) {
        return investigated(bench, null);
    }

    private static Incident investigated(Bench bench, @Nullable Instant until) {
        IncidentId id = bench.incident(scope(MALLORY, until));
        bench.investigate(id);
        return bench.get(Incidents.class).require(id);
    }

    private static Scope scope(String principal, @Nullable Instant until) {
        return new Scope(
                1,
                ACCOUNT,
                List.of(),
                "eu-west-1",
                Instant.parse("2026-01-15T10:00:00Z"),
                until,
                90,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(principal),
                TrailSource.ARCHIVE,
                null);
    }

    private Bench bench() {
        return bench(beans -> {});
    }

    private Bench bench(Consumer<AnnotationConfigApplicationContext> more) {
        return new Bench(folder.resolve("archive").toString(), folder.resolve("data"), Map.of(), beans -> {
            more.accept(beans);
            beans.scan("org.eksrunbook.action", "org.eksrunbook.asset");
            beans.registerBean(
                    EradicationSettings.class,
                    () -> new EradicationSettings(Duration.ofMinutes(30), Duration.ofHours(2)));
            beans.register(
                    DecisionTables.class,
                    CleanUpProposals.class,
                    CleanUp.class,
                    Calls.class,
                    Observations.class,
                    LivePrincipals.class,
                    CutActions.class,
                    LateCut.class,
                    Reviewed.class,
                    ReviewTable.class,
                    ReviewFindingsTask.class,
                    QuietWindow.class,
                    CatchUp.class);
        });
    }

    private void audit(String time, String user, String arn) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("archive/eks"))
                        .resolve("audit-" + time.substring(11, 13) + ".json"),
                request(time, user, arn));
    }

    private static String request(String time, String user, String arn) {
        return """
                {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"RequestResponse","auditID":"%1$s-%2$s","stage":"ResponseComplete","requestURI":"/api","user":{"username":"%2$s","extra":{"arn":["%3$s"],"canonicalArn":["%3$s"]}},"sourceIPs":["203.0.113.9"],"requestReceivedTimestamp":"%1$s","verb":"delete","objectRef":{"resource":"secrets","namespace":"shop","name":"s"},"responseStatus":{"code":200}}
                """.formatted(time, user, arn);
    }

    private void deliver(String region, String... records) throws IOException {
        Path day = Files.createDirectories(
                folder.resolve("archive/AWSLogs/111122223333/CloudTrail/" + region + "/2026/01/15"));
        try (var files = Files.list(day)) {
            Files.writeString(
                    day.resolve("log-" + files.count() + ".json"), "{\"Records\":[" + String.join(",", records) + "]}");
        }
    }
}
