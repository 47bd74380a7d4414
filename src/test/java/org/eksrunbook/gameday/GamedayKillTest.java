package org.eksrunbook.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eksrunbook.evidence.VerifyCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at ten seeded moments of one game day, six of them inside a completion, four while the server works by itself, compared with an
 * undisturbed one. {@code -Dgameday.seed} gives other moments.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class GamedayKillTest {
    private static final long SEED = Long.getLong("gameday.seed", 3);

    private CaseRecord undisturbed;
    private CaseRecord killed;
    private KilledPlay play;

    @BeforeAll
    void playBoth(@TempDir Path folder) {
        ReferencePlay reference = ReferencePlay.once();
        undisturbed = reference.record();
        play = new KilledPlay(folder.resolve("killed"), SEED, reference.tempo());
        killed = CaseRecord.of(play.toTheEnd(), GamedayRestTest.INCIDENT).keptAs("killed");
    }

    @AfterAll
    void stop() {
        play.close();
    }

    @Test
    void tenKillsHappened() {
        assertThat(play.insideCompletions()).isEqualTo(KilledPlay.INSIDE_COMPLETIONS);
        assertThat(play.atWork()).isEqualTo(KilledPlay.AT_WORK);
    }

    @Test
    void theSameIsFound() {
        assertThat(killed.findings()).isEqualTo(undisturbed.findings());
    }

    @Test
    void theSameIsDecidedAndRecordedNothingLostAndNothingDoubled() {
        assertThat(killed.entries()).containsExactlyElementsOf(undisturbed.entries());
    }

    @Test
    void theReportSaysTheSame() {
        assertThat(killed.report()).containsExactlyElementsOf(undisturbed.report());
    }

    @Test
    void whatWasAnsweredBeforeAKillIsInTheLedgerAfterIt() {
        List<String> manifest = play.manifest();
        assertThat(play.acknowledged()).hasSizeGreaterThan(10).isSubsetOf(manifest);
    }

    @Test
    void theRecordVerifiesOffline(@TempDir Path folder) throws IOException {
        Path manifest = Files.write(folder.resolve("manifest.ndjson"), play.manifest());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result = VerifyCommand.run(
                List.of(manifest.toString(), "--artefacts", play.artefacts().toString()),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(result).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }
}
