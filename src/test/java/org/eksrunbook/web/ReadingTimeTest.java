package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {

    private static final Instant BEGAN = Instant.parse("2024-08-02T09:00:00Z");
    private static final double USUAL = 10_000_000;

    @Test
    void atOnceItIsToldByHowFastTheServerReads() {
        assertThat(left(2_400_000_000L, 0, 0, 0, 1)).isEqualTo(Duration.ofSeconds(239));
    }

    @Test
    void thenMoreAndMoreByHowFastItGetsOnWithTheseLogs() {
        // A tenth of the usual pace: after two minutes nothing else is believed.
        Duration left = left(240_000_000, 120_000_000, 120_000_000, 120, 120);
        assertThat(left.toSeconds()).isBetween(90L, 130L);
    }

    @Test
    void whatIsReadTwiceIsDoneOnce() {
        assertThat(left(200_000_000, 100_000_000, 400_000_000, 40, 40).toSeconds())
                .isEqualTo(10);
    }

    @Test
    void aGroupThatTakesLongLeavesWhatIsBehindIt() {
        assertThat(left(100_000_000, 50_000_000, 50_000_000, 5, 60)).isPositive();
    }

    @Test
    void words() {
        assertThat(ReadingTime.words(Duration.ofSeconds(4))).isEqualTo(", a few seconds more");
        assertThat(ReadingTime.words(Duration.ofSeconds(44))).isEqualTo(", about 40 s more");
        assertThat(ReadingTime.words(Duration.ofSeconds(239))).isEqualTo(", about 4 min more");
    }

    private static Duration left(long bytes, long done, long read, int last, int now) {
        return new ReadingTime.Course(BEGAN, bytes, done, read, BEGAN.plusSeconds(last))
                .left(BEGAN.plusSeconds(now), USUAL);
    }
}
