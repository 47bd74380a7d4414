package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.ShortGameday;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Survey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** What breaks on the way to Athena and back starts no second query, hides nothing, and says what to do. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class AthenaFaultsTest {

    private Path folder;
    private Gameday gameday;

    @BeforeAll
    void play(@TempDir Path temporary) {
        folder = temporary;
        gameday = ShortGameday.in(folder.resolve("gameday"));
    }

    @Test
    void whoeverIsKilledBetweenStartAndCommitStartsNoSecondQuery() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            TransactionTemplate transaction = stage.bench.get(TransactionTemplate.class);
            for (int looks = 0; looks < 40; looks++) {
                transaction.executeWithoutResult(status -> {
                    stage.look(id);
                    status.setRollbackOnly();
                });
                if (stage.look(id).unanswered() == null) {
                    break;
                }
            }
            assertThat(stage.look(id).unanswered()).isNull();
            assertThat(stage.athena.texts()).doesNotHaveDuplicates();
            assertThat(stage.athena.count("StartQueryExecution"))
                    .isGreaterThan(stage.athena.texts().size());
        }
    }

    @Test
    void everyFaultOnTheWireIsSurvivedOrSaidAndStartsNothingTwice() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            for (String operation :
                    List.of("GetTableMetadata", "StartQueryExecution", "GetQueryExecution", "GetQueryResults")) {
                for (AthenaDouble.Fault fault : List.of(
                        AthenaDouble.Fault.THROTTLED,
                        AthenaDouble.Fault.SERVER_FAULT,
                        AthenaDouble.Fault.RESET,
                        AthenaDouble.Fault.ANSWER_LOST)) {
                    stage.athena.once(operation, fault);
                }
            }
            stage.athena.once("GetQueryResults", AthenaDouble.Fault.EMPTY_PAGE_WITH_TOKEN);
            stage.athena.pagesOf(7);
            IncidentId id = stage.begun();
            int said = 0;
            for (int looks = 0; looks < 80; looks++) {
                try {
                    if (stage.look(id).unanswered() == null) {
                        break;
                    }
                } catch (RuntimeException failed) {
                    // The step is tried again, as the engine does it.
                    said++;
                }
            }
            assertThat(stage.look(id).unanswered()).isNull();
            assertThat(said).isLessThan(12);
            assertThat(stage.athena.texts()).doesNotHaveDuplicates();
            assertThat(stage.athena.broken()).isEmpty();
        }
    }

    @Test
    void aPassingFailureIsTriedAnewInAFolderOfItsOwnAndALastingOneIsSaid() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            for (int looks = 0; looks < 40 && stage.athena.started("CREATE EXTERNAL TABLE") == 0; looks++) {
                stage.look(id);
            }
            stage.athena.once("StartQueryExecution", AthenaDouble.Fault.QUERY_FAILS_PASSING);
            assertThat(stage.answered(id).found()).isTrue();
            assertThat(stage.athena.texts()).anyMatch(text -> text.contains("/2/'"));

            IncidentId other = stage.begun();
            stage.athena.once("StartQueryExecution", AthenaDouble.Fault.QUERY_FAILS_FOR_GOOD);
            assertThatThrownBy(() -> stage.answered(other))
                    .isInstanceOf(FactsUnavailable.class)
                    .hasMessageContaining("Look at query")
                    .hasMessageContaining("the double was told to fail");
        }
    }

    @Test
    void thePageThatNeverEndsIsSaid() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            for (int fault = 0; fault < 3; fault++) {
                stage.athena.once("GetQueryResults", AthenaDouble.Fault.SAME_TOKEN);
            }
            assertThatThrownBy(() -> stage.answered(id)).hasMessageContaining("the same page again");
        }
    }

    @Test
    void theNamesOfTheColumnsOnAPageThatLeadsToItselfAreNoRow() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            Survey undisturbed = stage.answered(stage.begun());
            IncidentId id = stage.begun();
            stage.athena.once("GetQueryResults", AthenaDouble.Fault.SAME_TOKEN);
            Survey survey = stage.answered(id);
            assertThat(survey.found()).isTrue();
            assertThat(survey.files()).isEqualTo(undisturbed.files());
        }
    }

    /** Nothing is known of what a query would read where the trail's files cannot be listed: people mend it, or go on without Athena. */
    @Test
    void withoutAthenaPeopleGoOnAndOnceItAnswersNothingIsMissing() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId undisturbed = stage.begun();
            stage.investigated(undisturbed);
            IncidentId id = stage.begun();
            stage.s3.always("?AWSLogs/o-shop4gameday/111122223333/CloudTrail/", FolderS3.Fault.DENIED);
            assertThatThrownBy(() -> stage.answered(id))
                    .isInstanceOfSatisfying(
                            FactsUnavailable.class,
                            told -> assertThat(told.source()).isEqualTo(FactSource.TRAIL))
                    .hasMessageStartingWith("Give the server permission s3:ListBucket");

            stage.bench.skip(id, FactSource.TRAIL);
            stage.concluded(id);

            assertThat(String.join("\n", stage.bench.coverage(id).statements()))
                    .contains("was not answered by athena: a person went on without it");
            assertThat(stage.bench.findings(id)).isEmpty();
            stage.s3.mend();
            stage.investigated(id);
            assertThat(stage.bench.findings(id))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(stage.bench.findings(undisturbed));
            assertThat(stage.bench.coverage(id).statements())
                    .containsExactlyInAnyOrderElementsOf(
                            stage.bench.coverage(undisturbed).statements());
        }
    }

    /** A round leads to another account; what was planned there is asked for everybody, though its round was given up. */
    @Test
    void whatAGivenUpRoundPlannedIsAskedForAllByTheNext() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId undisturbed = stage.begunInOneAccount();
            stage.investigated(undisturbed);
            long extractions = stage.athena.started("CREATE TABLE x_");
            assertThat(extractions)
                    .as("one for each account, in rounds of their own")
                    .isGreaterThan(1);
            IncidentId id = stage.begunInOneAccount();
            while (stage.athena.started("CREATE TABLE x_") < extractions + 2) {
                if (stage.look(id).unanswered() == null) {
                    stage.concluded(id);
                    stage.bench.get(Investigation.class).beginRound(id);
                }
            }
            stage.bench.get(Investigation.class).surveyWithoutAnswer(id);
            stage.concluded(id);
            stage.investigated(id);

            AthenaPiece second = stage.bench.get(AthenaPieces.class).of(id).stream()
                    .filter(piece -> piece.round() > 1)
                    .findFirst()
                    .orElseThrow();
            assertThat(stage.bench.get(AthenaSteps.class).all(id).stream()
                            .filter(step -> step.step().startsWith("events-")
                                    && step.step().contains(second.id()))
                            .flatMap(step -> step.statement().parameters().stream()))
                    .as("whom the first round looked for already")
                    .contains("'arn:aws:iam::111122223333:user/svc-backup-agent'");
            assertThat(stage.bench.findings(id)).containsExactlyInAnyOrderElementsOf(stage.bench.findings(undisturbed));
        }
    }

    @Test
    void aMissingPermissionIsNamed() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            stage.athena.once("GetTableMetadata", AthenaDouble.Fault.DENIED);
            assertThatThrownBy(() -> stage.look(id))
                    .hasMessageStartingWith("Give the server permission")
                    .hasMessageContaining("GetTableMetadata");
        }
    }

    @Test
    void whatIsLeftOfAnIncidentThatIsOverIsStoppedAndRemoved() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            stage.answered(id);
            Investigation investigation = stage.bench.get(Investigation.class);
            while (!investigation.readNext(id).complete()) {
                continue;
            }
            investigation.concludeRound(id);
            stage.athena.doneAfter(1000);
            IncidentId other = stage.begun();
            for (int looks = 0; looks < 10; looks++) {
                stage.look(other);
            }
            assertThat(stage.athena.running()).isPositive();
            stage.bench.get(Incidents.class).close(other);
            stage.bench.get(AthenaSweep.class).sweep();
            assertThat(stage.athena.running()).isLessThanOrEqualTo(1); // the removal of its table runs by now
            stage.athena.doneAfter(1);
            stage.bench.get(Incidents.class).close(id);
            for (int sweeps = 0; sweeps < 6; sweeps++) {
                stage.bench.get(AthenaSweep.class).sweep();
            }
            assertThat(stage.athena.started("DROP TABLE")).isPositive();
            assertThat(stage.bench.get(AthenaSteps.class).leftBehind()).isEmpty();
            assertThat(stage.s3.requests()).anyMatch(request -> request.startsWith("DELETE results/x_"));

            // Continued later, it extracts anew what was removed.
            Incidents incidents = stage.bench.get(Incidents.class);
            incidents.open(incidents.require(id));
            investigation.beginRound(id);
            assertThat(stage.answered(id).found()).isTrue();
            assertThat(stage.athena.texts()).anyMatch(text -> text.contains("/2/'"));
        }
    }

    /** A table can only be written into an empty folder. */
    @Test
    void whatAFailedExtractionLeftIsInNobodysWayAndIsRemovedWithTheRest() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            while (stage.athena.started("CREATE EXTERNAL TABLE") == 0) {
                stage.look(id);
            }
            stage.athena.once("StartQueryExecution", AthenaDouble.Fault.QUERY_FAILS_PASSING);
            stage.concluded(id);
            String target = AthenaStatements.output(
                            stage.bench.get(AthenaSettings.class),
                            id,
                            stage.bench.get(AthenaPieces.class).of(id).get(0))
                    .replace("s3://" + FolderS3.BUCKET + "/", "");
            assertThat(stage.s3.holds(target + "1/half-of-part-0")).isTrue();
            assertThat(stage.s3.holds(target + "2/part-0")).isTrue();

            // As after a kill: nothing of it is in memory any more.
            stage.restart();
            stage.bench.get(Incidents.class).close(id);
            for (int sweeps = 0; sweeps < 6; sweeps++) {
                stage.bench.get(AthenaSweep.class).sweep();
            }
            assertThat(stage.athena.started("DROP TABLE")).isPositive();
            assertThat(stage.s3.holdsBelow(target)).isFalse();
        }
    }

    @Test
    void aServerThatIsStartedAnewAfterEachStepGoesOnWithTheSameQueries() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            int restarts = 0;
            while (stage.look(id).unanswered() != null) {
                assertThat(++restarts).isLessThan(40);
                stage.restart();
            }
            assertThat(restarts).isGreaterThan(5);
            assertThat(stage.athena.texts()).doesNotHaveDuplicates();
            assertThat(stage.athena.count("StartQueryExecution"))
                    .isEqualTo(stage.athena.texts().size());
        }
    }

    @Test
    void aBusyAthenaIsWaitedForAndIsNoFault() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            for (String operation : List.of("StartQueryExecution", "GetQueryExecution", "GetQueryResults")) {
                // One more than the SDK's own tries.
                for (int fault = 0; fault < 4; fault++) {
                    stage.athena.once(operation, AthenaDouble.Fault.THROTTLED);
                }
            }
            stage.athena.pagesOf(50);
            assertThat(stage.answered(stage.begun()).found()).isTrue();
            assertThat(stage.athena.texts()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aQueryThatFailedForGoodIsStartedAnewOnceItWasLeftToPeopleAndNotBefore() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            while (stage.athena.started("CREATE EXTERNAL TABLE") == 0) {
                stage.look(id);
            }
            stage.athena.once("StartQueryExecution", AthenaDouble.Fault.QUERY_FAILS_FOR_GOOD);
            assertThatThrownBy(() -> stage.answered(id)).hasMessageContaining("started anew");
            long queries = stage.athena.texts().size();
            for (int attempt = 0; attempt < 4; attempt++) {
                assertThatThrownBy(() -> stage.look(id)).hasMessageStartingWith("Look at query");
            }
            assertThat(stage.athena.texts()).hasSize((int) queries);

            stage.bench.get(Ledger.class).append(id, "step.failed", Actor.SYSTEM, Map.of("activity", "x"));

            assertThat(stage.answered(id).found()).isTrue();
            assertThat(stage.athena.texts()).anyMatch(text -> text.contains("/2/'"));
        }
    }

    @Test
    void aTableThatSomebodyRemovesAmidAnIncidentIsCreatedAgain() throws Exception {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            while (stage.athena.started("CREATE TABLE x_") == 0) {
                stage.look(id);
            }
            stage.tables.forget();

            assertThat(stage.answered(id).found()).isTrue();
            assertThat(stage.athena.started("CREATE EXTERNAL TABLE")).isEqualTo(2);
        }
    }

    @Test
    void aTableThatIsRemovedAgainAndAgainIsATaskForPeople() throws Exception {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId id = stage.begun();
            assertThatThrownBy(() -> {
                        for (int looks = 0; looks < 60; looks++) {
                            long before = stage.athena.started("CREATE EXTERNAL TABLE");
                            stage.look(id);
                            if (stage.athena.started("CREATE EXTERNAL TABLE") > before) {
                                stage.tables.forget();
                            }
                        }
                    })
                    .isInstanceOf(FactsUnavailable.class)
                    .hasMessageStartingWith("Find out what removes the table db.cloudtrail");
            assertThat(stage.athena.started("CREATE EXTERNAL TABLE")).isEqualTo(4);
            assertThatThrownBy(() -> stage.look(id)).hasMessageStartingWith("Find out what removes the table");

            stage.bench.get(Ledger.class).append(id, "step.failed", Actor.SYSTEM, Map.of("activity", "x"));
            assertThat(stage.answered(id).found()).isTrue();
            assertThat(stage.athena.started("CREATE EXTERNAL TABLE")).isEqualTo(5);
        }
    }

    /** The one who started it died before its id was written down; then the incident is given up. */
    @Test
    void aQueryWhoseIdNobodyKnowsIsStoppedToo() throws IOException {
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            stage.athena.doneAfter(1000);
            IncidentId id = stage.begun();
            stage.look(id);
            stage.bench.get(TransactionTemplate.class).executeWithoutResult(status -> {
                stage.look(id);
                status.setRollbackOnly();
            });
            assertThat(stage.athena.running()).isEqualTo(1);
            stage.bench.get(Incidents.class).close(id);
            stage.bench.get(AthenaSweep.class).sweep();

            assertThat(stage.athena.running()).isZero();
            assertThat(stage.athena.texts()).hasSize(1);
            assertThat(stage.bench.get(AthenaSteps.class).leftBehind()).isEmpty();
        }
    }
}
