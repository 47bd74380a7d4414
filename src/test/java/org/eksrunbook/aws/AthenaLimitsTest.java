package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.ShortGameday;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Scans;
import org.eksrunbook.trail.Survey;
import org.eksrunbook.trail.TrailAnswer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What queries may read: estimated before they start, decided by a person beyond the limits, counted whatever becomes of them. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class AthenaLimitsTest {

    private Path folder;
    private Gameday gameday;

    @BeforeAll
    void play(@TempDir Path temporary) {
        folder = temporary;
        gameday = ShortGameday.in(folder.resolve("gameday"));
    }

    @Test
    void whatReadsMoreThanTheLimitWaitsForAPersonBeforeItStarts() throws IOException {
        try (AthenaStage stage =
                new AthenaStage(gameday, folder, Map.of("runbook.athena.most-bytes-per-query", "1000"))) {
            IncidentId id = stage.begun();

            Survey survey = stage.answered(id);

            assertThat(survey.unanswered()).isInstanceOfSatisfying(TrailAnswer.NeedsApproval.class, scan -> {
                assertThat(scan.bytes()).isGreaterThan(1000);
                assertThat(scan.money()).endsWith(" USD");
                assertThat(scan.statement()).contains("CREATE TABLE");
            });
            assertThat(stage.athena.started("CREATE TABLE x_")).isZero();
            stage.bench.get(Scans.class).decide(id, Actor.user("approver"), true, null);
            for (int scans = 0; stage.answered(id).unanswered() != null; scans++) {
                assertThat(scans).isLessThan(4);
                stage.bench.get(Scans.class).decide(id, Actor.user("approver"), true, null);
            }
            assertThat(stage.athena.started("CREATE TABLE x_")).isPositive();
        }
    }

    @Test
    void whatARefusedQueryWouldHaveToldIsSaidToBeUnknown() throws IOException {
        try (AthenaStage stage =
                new AthenaStage(gameday, folder, Map.of("runbook.athena.most-bytes-per-query", "1000"))) {
            IncidentId id = stage.begun();
            Investigation investigation = stage.bench.get(Investigation.class);
            while (stage.answered(id).unanswered() != null) {
                stage.bench.get(Scans.class).decide(id, Actor.user("approver"), false, "too dear");
            }
            assertThat(stage.look(id).found()).isFalse();
            assertThat(stage.athena.started("CREATE TABLE x_")).isZero();
            while (!investigation.readNext(id).complete()) {
                continue;
            }
            investigation.concludeRound(id);
            assertThat(String.join("\n", stage.bench.coverage(id).statements()))
                    .contains("a person refused the query")
                    .contains("No log file was found");
        }
    }

    @Test
    void whatFailedAttemptsReadIsPaidForAndTold() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            AthenaSteps steps = stage.bench.get(AthenaSteps.class);
            AthenaStatement statement = new AthenaStatement("SELECT 1", List.of());
            steps.plan(id, "probe", statement, 0);
            steps.started(id, "probe", "query-x");
            steps.set(id, "probe", AthenaStep.State.STOPPED, 700);
            steps.planAnew(id, steps.find(id, "probe").orElseThrow());
            steps.set(id, "probe", AthenaStep.State.DONE, 300);

            assertThat(steps.bytes(id)).isEqualTo(1000);
            assertThat(steps.find(id, "probe").orElseThrow().paidBytes()).isEqualTo(1000);
            assertThat(steps.find(id, "probe").orElseThrow().attempt()).isEqualTo(2);
        }
    }

    /** Many names are asked for in several questions: of these one is refused. */
    @Test
    void aQuestionThatWasRefusedIsSaidAndTheOthersAnswersAreKept() throws IOException {
        try (AthenaStage stage =
                new AthenaStage(gameday, folder, Map.of("runbook.athena.most-bytes-per-query", "100"))) {
            List<String> principals = new ArrayList<>();
            for (int nobody = 0; nobody < 500; nobody++) {
                principals.add("arn:aws:iam::111122223333:user/nobody-" + nobody);
            }
            principals.add("arn:aws:iam::111122223333:user/svc-backup-agent");
            IncidentId id = stage.begun(principals);
            List<String> questions = new ArrayList<>();
            while (stage.answered(id).unanswered() instanceof TrailAnswer.NeedsApproval scan) {
                boolean question = scan.statement().contains("The events of the principals");
                if (question) {
                    questions.add(scan.scan());
                }
                boolean first = question && questions.size() == 1;
                stage.bench.get(Scans.class).decide(id, Actor.user("approver"), !first, first ? "too dear" : null);
            }

            assertThat(questions).hasSizeGreaterThan(1);
            JsonNode brought = stage.bench
                    .get(Ledger.class)
                    .last(id, "trail.brought")
                    .orElseThrow()
                    .body();
            assertThat(brought.path("files").findValuesAsText("name")).isNotEmpty();
            assertThat(brought.path("limits").toString())
                    .contains("1 of the questions of round 1 for what the principals did were not asked");
        }
    }

    @Test
    void whatEndedMeanwhileKeepsItsAnswerAndWhatIsStoppedIsPaidFor() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            AthenaSteps steps = stage.bench.get(AthenaSteps.class);
            while (running(steps, id).isEmpty()) {
                stage.look(id);
            }
            AthenaStep extraction = running(steps, id).get(0);
            stage.athena.end(String.valueOf(extraction.queryId()));
            stage.bench.get(AthenaQueries.class).stop(id);

            AthenaStep ended = steps.find(id, extraction.step()).orElseThrow();
            assertThat(ended.state()).isEqualTo(AthenaStep.State.FINISHED);
            assertThat(ended.bytes()).isPositive();
            assertThat(stage.athena.count("StopQueryExecution")).isZero();
            assertThat(stage.answered(id).found()).isTrue();
            assertThat(stage.athena.started("CREATE TABLE x_")).isEqualTo(1);

            stage.athena.doneAfter(1000);
            IncidentId other = stage.begun();
            while (running(steps, other).isEmpty()) {
                stage.look(other);
            }
            String step = running(steps, other).get(0).step();
            stage.bench.get(AthenaQueries.class).stop(other);

            assertThat(steps.find(other, step).orElseThrow().state()).isEqualTo(AthenaStep.State.STOPPED);
            assertThat(steps.find(other, step).orElseThrow().bytes()).isPositive();
            assertThat(stage.athena.running()).isZero();
        }
    }

    private static List<AthenaStep> running(AthenaSteps steps, IncidentId id) {
        return steps.all(id).stream()
                .filter(step ->
                        step.state() == AthenaStep.State.RUNNING && step.step().startsWith("extract-"))
                .toList();
    }

    @Test
    void whatStillRunsCountsAgainstTheIncidentsLimitAsItWasEstimated() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            AthenaSteps steps = stage.bench.get(AthenaSteps.class);
            AthenaStatement statement = new AthenaStatement("SELECT 1", List.of());
            steps.plan(id, "probe", statement, 5000);
            assertThat(steps.bytes(id)).isEqualTo(5000);
            steps.started(id, "probe", "query-x");
            assertThat(steps.bytes(id)).isEqualTo(5000);
            steps.set(id, "probe", AthenaStep.State.FINISHED, 700);
            assertThat(steps.bytes(id)).isEqualTo(700);
        }
        // What the first of two extractions may read is spoken for while it runs.
        long whole;
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            whole = estimated(stage, stage.begun());
        }
        try (AthenaStage stage = new AthenaStage(
                gameday, folder, Map.of("runbook.athena.most-bytes-per-incident", String.valueOf(whole * 3 / 2)))) {
            stage.athena.whenStarted(text -> {
                if (text.contains("CREATE TABLE x_")) {
                    stage.athena.doneAfter(1000);
                }
            });
            IncidentId id = stage.begun();
            estimated(stage, id);
            stage.bench.get(AthenaPieces.class).add(id, alike(stage, id));
            assertThat(stage.look(id).unanswered())
                    .isInstanceOfSatisfying(
                            TrailAnswer.NeedsApproval.class,
                            scan -> assertThat(scan.reason()).contains("counting in full what is still running"));
        }
    }

    /** A second span as large as the first. */
    private static AthenaPiece alike(AthenaStage stage, IncidentId id) {
        AthenaPiece first = stage.bench.get(AthenaPieces.class).of(id).get(0);
        return new AthenaPiece(
                "second",
                first.target() + "_2",
                first.accounts(),
                first.from(),
                first.fullFrom(),
                first.until(),
                first.settled(),
                first.round(),
                first.estimated(),
                AthenaPiece.State.PLANNED);
    }

    /** Looks until the extraction runs; what it may read. */
    private static long estimated(AthenaStage stage, IncidentId id) {
        AthenaSteps steps = stage.bench.get(AthenaSteps.class);
        while (running(steps, id).isEmpty()) {
            stage.look(id);
        }
        return running(steps, id).get(0).estimated();
    }
}
