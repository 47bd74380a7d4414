package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.trail.ReadingPace;
import org.eksrunbook.web.ReadingTime.Course;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {

    private static final Instant BEGAN = Instant.parse("2024-08-02T09:00:00Z");
    private static final double USUAL = 10_000_000;

    @Test
    void atOnceItIsToldByHowFastTheServerReads() {
        assertThat(Course.begun(2_400_000_000L, BEGAN).left(BEGAN.plusSeconds(1), USUAL, 0))
                .isEqualTo(Duration.ofSeconds(239));
    }

    @Test
    void thenByHowFastItGotOnLately() {
        Course course = Course.begun(240_000_000, BEGAN);
        for (int group = 1; group <= 12; group++) {
            // A tenth of the usual pace at first, and then the usual one.
            course = course.and(10_000_000, course.last().plusSeconds(group <= 3 ? 10 : 1));
        }
        assertThat(course.left(course.last(), USUAL, 0).toSeconds()).isBetween(14L, 28L);
    }

    @Test
    void whatAColdServerReadsFirstSaysLittle() {
        // 500 small files of the suspect window in 5 s, then 134 MB in 3,600 files at the usual pace of work.
        Course course = Course.begun(ReadingPace.work(135_000_000, 4_100), BEGAN)
                .and(ReadingPace.work(1_000_000, 500), BEGAN.plusSeconds(5));
        double truth = ReadingPace.work(134_000_000, 3_600) / USUAL;
        ReadingPace cold = new ReadingPace();
        cold.read(ReadingPace.work(1_000_000, 500), Duration.ofSeconds(5));
        assertThat(course.left(BEGAN.plusSeconds(5), USUAL, cold.lost()).toMillis() / 1000.0)
                .isBetween(truth * 0.7, truth * 1.3);
    }

    @Test
    void aGroupThatTakesLongSaysByItselfHowSlowItIs() {
        Course course = Course.begun(100_000_000, BEGAN);
        Duration before = course.left(BEGAN.plusSeconds(1), USUAL, 0);
        for (int second = 2; second < 60; second++) {
            Duration left = course.left(BEGAN.plusSeconds(second), USUAL, 0);
            assertThat(left).as("after " + second + " s").isGreaterThanOrEqualTo(before.minusSeconds(2));
            before = left;
        }
        // A tenth of it in a minute: nine minutes more.
        assertThat(before.toSeconds()).isBetween(300L, 700L);
    }

    @Test
    void whatIsReadAgainSaysNothingAboutTheRest() {
        ObjectNode part =
                new ObjectMapper().createObjectNode().put("bytes", 1_000).put("again", true);
        Course course = Objects.requireNonNull(Course.of(List.of(
                entry("trail.surveyed", 0, new ObjectMapper().createObjectNode().put("bytes", 200_000_000)),
                entry("trail.part", 10, new ObjectMapper().createObjectNode().put("bytes", 100_000_000)),
                entry("trail.part", 60, part))));
        assertThat(course.done()).isEqualTo(100_000_000);
        assertThat(course.seconds()).isEqualTo(10);
        assertThat(course.last()).isEqualTo(BEGAN.plusSeconds(60));
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
}
