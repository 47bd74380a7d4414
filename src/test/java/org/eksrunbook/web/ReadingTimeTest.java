package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.web.ReadingTime.Course;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {

    private static final Instant BEGAN = Instant.parse("2024-08-02T09:00:00Z");
    private static final double USUAL = 10_000_000;

    @Test
    void atOnceItIsToldByHowFastTheServerReads() {
        assertThat(left(2_400_000_000L, 0, 0, 1)).isEqualTo(Duration.ofSeconds(239));
    }

    @Test
    void thenMoreAndMoreByHowFastItGetsOnWithTheseLogs() {
        // A tenth of the usual pace: after two minutes little else is believed.
        assertThat(left(240_000_000, 120_000_000, 120, 120).toSeconds()).isBetween(90L, 130L);
    }

    @Test
    void aGroupThatTakesLongLeavesWhatIsBehindIt() {
        assertThat(left(100_000_000, 50_000_000, 5, 60)).isPositive();
    }

    @Test
    void whatIsReadAgainSaysNothingAboutTheRest() {
        ObjectNode part =
                new ObjectMapper().createObjectNode().put("bytes", 1_000).put("again", true);
        Course course = Course.of(List.of(
                entry("trail.surveyed", 0, new ObjectMapper().createObjectNode().put("bytes", 200_000_000)),
                entry("trail.part", 10, new ObjectMapper().createObjectNode().put("bytes", 100_000_000)),
                entry("trail.part", 60, part)));
        assertThat(course)
                .isEqualTo(new Course(200_000_000, 100_000_000, Duration.ofSeconds(10), BEGAN.plusSeconds(60)));
        assertThat(Course.of(List.of(entry("trail.part", 10, part)))).isNull();
    }

    @Test
    void words() {
        assertThat(ReadingTime.words(Duration.ofSeconds(4))).isEqualTo(", a few seconds more");
        assertThat(ReadingTime.words(Duration.ofSeconds(44))).isEqualTo(", about 40 s more");
        assertThat(ReadingTime.words(Duration.ofSeconds(239))).isEqualTo(", about 4 min more");
    }

    private static Entry entry(String kind, int second, ObjectNode body) {
        return new Entry(1, BEGAN.plusSeconds(second), kind, "system", body, "", "", "");
    }

    private static Duration left(long bytes, long done, int spent, int now) {
        return new Course(bytes, done, Duration.ofSeconds(spent), BEGAN.plusSeconds(spent))
                .left(BEGAN.plusSeconds(now), USUAL);
    }
}
