package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.GamedayGenerator;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A source that is asked gives the same as the files that it holds; and what it does not give is told apart from nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("full")
class AskedSourceTest {

    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:23:24Z");

    private Path folder = Path.of(".");

    private final List<Bench> benches = new ArrayList<>();
    private Gameday gameday = new Gameday(
            Path.of("."),
            Path.of("."),
            new ObjectMapper().createObjectNode(),
            Instant.EPOCH,
            Instant.EPOCH,
            0,
            0,
            List.of());
    private int data;

    @BeforeAll
    void play(@TempDir Path temporary) throws IOException {
        folder = temporary;
        gameday = GamedayGenerator.generate(folder.resolve("gameday"), 7, COMPROMISED_AT);
    }

    @AfterAll
    void close() {
        benches.forEach(Bench::close);
    }

    private Bench bench() {
        Bench bench = new Bench(
                gameday.archive().toString(),
                folder.resolve("data-" + ++data),
                Map.of(),
                beans -> beans.registerBean(
                        ScriptedTrail.class,
                        () -> new ScriptedTrail(gameday.archive(), beans.getBean(Artefacts.class))));
        benches.add(bench);
        return bench;
    }

    @Test
    void findingsPrincipalsAndCoverageAreThoseOfTheFiles() throws IOException {
        Bench bench = bench();
        IncidentId read = bench.incident(gameday, TrailSource.ARCHIVE);
        bench.investigate(read);
        IncidentId asked = bench.incident(gameday, TrailSource.ATHENA);
        AuditLogs.supply(bench, asked, gameday.archive());
        bench.investigate(asked);

        assertThat(bench.findings(asked))
                .hasSizeGreaterThan(100)
                .containsExactlyInAnyOrderElementsOf(bench.findings(read));
        assertThat(names(bench, asked)).isEqualTo(names(bench, read));
        assertThat(bench.coverage(asked).trails())
                .containsExactlyElementsOf(bench.coverage(read).trails());
        // Only files have digests that their integrity could be validated by.
        assertThat(withoutIntegrity(bench, asked)).isEqualTo(withoutIntegrity(bench, read));
    }

    private static List<String> withoutIntegrity(Bench bench, IncidentId id) {
        return bench.coverage(id).statements().stream()
                .filter(said -> !said.startsWith("CloudTrail's integrity"))
                .toList();
    }

    private static Set<String> names(Bench bench, IncidentId id) {
        return bench.get(Principals.class).all(id).stream()
                .map(principal -> principal.type() + " " + principal.id() + " " + principal.included() + " "
                        + principal.watched())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aRoundAsksForWhatNoRoundAskedForAndOnlyOnce() throws IOException {
        Bench bench = bench();
        IncidentId id = bench.incident(gameday, TrailSource.ATHENA);
        bench.investigate(id);

        List<TrailRequest> requests = bench.get(ScriptedTrail.class).requests;
        for (int at = 0; at + 2 < requests.size(); at += 2) {
            TrailRequest now = requests.get(at);
            TrailRequest later = requests.get(at + 2);
            assertThat(requests.get(at + 1)).isEqualTo(now);
            assertThat(later.fresh()).doesNotContainAnyElementsOf(now.all());
            assertThat(later.all()).containsAll(now.all()).containsAll(later.fresh());
        }
        assertThat(requests).hasSizeGreaterThan(4);
        assertThat(bench.get(Ledger.class).entries(id, "trail.brought")).hasSize(requests.size() / 2);
    }

    @Test
    void aDayThatWasNotCountedIsNoDayWithoutEvents() throws IOException {
        Bench bench = bench();
        bench.get(ScriptedTrail.class).counts = false;
        IncidentId id = bench.incident(gameday, TrailSource.ATHENA);
        bench.investigate(id);

        assertThat(bench.coverage(id).trails()).isNotEmpty().allSatisfy(trail -> {
            assertThat(trail.askedAlone()).isTrue();
            assertThat(trail.missingDays()).isEmpty();
        });
        assertThat(String.join("\n", bench.coverage(id).statements()))
                .doesNotContain("have no event at all")
                .doesNotContain("were not recorded")
                .doesNotContain("The baseline reaches back");
    }

    @Test
    void aScanWaitsForAPersonAndARefusalIsSaid() throws IOException {
        Bench bench = bench();
        ScriptedTrail trail = bench.get(ScriptedTrail.class);
        trail.scan = java.util.Optional.of(
                new TrailAnswer.NeedsApproval("scan-1", 5_000_000_000L, "0.03 USD", "over the limit", "SELECT 1"));
        IncidentId id = bench.incident(gameday, TrailSource.ATHENA);
        Investigation investigation = bench.get(Investigation.class);
        investigation.beginRound(id);

        assertThat(investigation.survey(id).unanswered()).isInstanceOf(TrailAnswer.NeedsApproval.class);
        assertThat(bench.get(Scans.class).waiting(id))
                .hasValueSatisfying(scan -> assertThat(scan.bytes()).isEqualTo(5_000_000_000L));
        bench.get(Scans.class).decide(id, Actor.user("approver"), false, "too dear");
        Survey after = investigation.survey(id);

        assertThat(after.found()).isFalse();
        assertThat(after.unanswered()).isNull();
        assertThat(bench.get(Scans.class).waiting(id)).isEmpty();
        while (!investigation.readNext(id).complete()) {
            continue;
        }
        investigation.concludeRound(id);
        assertThat(bench.coverage(id).statements()).contains("A scan was refused.");
    }

    @Test
    void whoHasNoTurnIsAskedAgainAndHoldsNoThread() throws Exception {
        Bench bench = bench();
        Investigation investigation = bench.get(Investigation.class);
        List<IncidentId> ids = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            ids.add(bench.incident(gameday, TrailSource.ATHENA));
            investigation.beginRound(ids.get(number));
        }
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch answers = new CountDownLatch(1);
        bench.get(ScriptedTrail.class).whileAsked = () -> {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Survey>> hanging = new ArrayList<>();
            for (IncidentId id : ids.subList(0, 2)) {
                hanging.add(threads.submit(() -> investigation.survey(id)));
            }
            asked.await();
            assertThat(investigation.survey(ids.get(2)).unanswered())
                    .isInstanceOfSatisfying(
                            TrailAnswer.Waiting.class,
                            waiting -> assertThat(waiting.what()).startsWith("a turn to ask"));
            answers.countDown();
            for (Future<Survey> one : hanging) {
                one.get();
            }
        } finally {
            answers.countDown();
            threads.shutdownNow();
        }
        investigation.survey(ids.get(2));
        assertThat(investigation.survey(ids.get(2)).found()).isTrue();
    }

    @Test
    void whoGoesOnWithoutTheAnswerIsToldSo() throws IOException {
        Bench bench = bench();
        ScriptedTrail trail = bench.get(ScriptedTrail.class);
        trail.answers = false;
        IncidentId id = bench.incident(gameday, TrailSource.ATHENA);
        Investigation investigation = bench.get(Investigation.class);
        investigation.beginRound(id);
        assertThat(investigation.survey(id).unanswered()).isInstanceOf(TrailAnswer.Waiting.class);
        assertThat(investigation.survey(id).found()).isFalse();

        Survey after = investigation.surveyWithoutAnswer(id);

        assertThat(after.found()).isFalse();
        assertThat(trail.cancelled).containsExactly(id);
        while (!investigation.readNext(id).complete()) {
            continue;
        }
        investigation.concludeRound(id);
        assertThat(bench.coverage(id).statements().get(0)).contains("was not answered by athena");
    }

    @Test
    void afterASkipARoundIsGivenUpOnlyOnceItsSourceFailedAgain() throws IOException {
        Bench bench = bench();
        ScriptedTrail trail = bench.get(ScriptedTrail.class);
        Investigation investigation = bench.get(Investigation.class);
        IncidentId id = bench.incident(gameday, TrailSource.ATHENA);
        bench.skip(id, FactSource.TRAIL);
        investigation.beginRound(id);
        trail.whileAsked = () -> {
            throw new SourceUnavailable("throttled", null);
        };

        assertThatThrownBy(() -> investigation.survey(id)).isInstanceOf(FactsUnavailable.class);
        assertThat(trail.cancelled).isEmpty();
        Runnable failing = trail.whileAsked;
        trail.whileAsked = () -> {};
        assertThat(investigation.survey(id).unanswered()).isInstanceOf(TrailAnswer.Waiting.class);
        trail.whileAsked = failing;
        assertThatThrownBy(() -> investigation.survey(id)).isInstanceOf(FactsUnavailable.class);
        investigation.survey(id);

        assertThat(trail.cancelled).containsExactly(id);
    }
}
