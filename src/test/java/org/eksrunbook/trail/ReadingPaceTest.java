package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingPaceTest {

    private final ReadingPace pace = new ReadingPace();

    @Test
    void beforeAnythingWasReadItDependsOnHowBusyTheMachineIs() {
        double quiet = pace.workPerSecond(0.5);
        assertThat(pace.workPerSecond(-1)).as("nobody tells").isEqualTo(quiet);
        assertThat(pace.workPerSecond(1)).isEqualTo(quiet);
        assertThat(pace.workPerSecond(4)).isLessThan(quiet / 2).isGreaterThan(quiet / 4);
    }

    @Test
    void whatWasReadCountsMoreAndMore() {
        double before = pace.workPerSecond(1);
        for (int group = 0; group < 100; group++) {
            pace.read(1_000_000, Duration.ofSeconds(1));
        }
        assertThat(before).isGreaterThan(10_000_000);
        assertThat(pace.workPerSecond(1)).isBetween(1_000_000.0, 3_500_000.0);
    }

    @Test
    void aFirstSmallGroupOfAColdServerChangesLittle() {
        double before = pace.workPerSecond(1);
        pace.read(ReadingPace.work(1_000_000, 230), Duration.ofSeconds(5));
        assertThat(pace.workPerSecond(1)).isGreaterThan(before * 0.75);
        assertThat(pace.lost()).isBetween(3.0, 3.5);
    }

    @Test
    void aMadeUpLogTellsThePaceOfThisMachineAndThatNothingIsLeftToCompile() {
        pace.rehearsed(1_000_000, Duration.ofSeconds(4));
        assertThat(pace.workPerSecond(0.5)).isGreaterThan(44_000_000);
        pace.read(45_000_000, Duration.ofSeconds(1));
        assertThat(pace.lost()).isZero();
    }

    @Test
    void aWarmServerLosesNothing() {
        for (int group = 0; group < 20; group++) {
            pace.read(10_000_000, Duration.ofSeconds(5));
        }
        assertThat(pace.lost()).isLessThan(0.01);
    }
}
