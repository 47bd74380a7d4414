package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @Test
    void whatIsReadByHandIsWhatTheJdkReads() {
        Random random = new Random(5);
        for (int number = 0; number < 10_000; number++) {
            String text = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L))
                    .toString();
            assertThat(Times.parse(text)).isEqualTo(Instant.parse(text));
            assertThat(Times.lenient(text)).isEqualTo(Instant.parse(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T24:00:00Z",
                "2024-08-02T08:23:24.5Z",
                "2024-08-02T08:23:24.123456789Z",
                "2024-08-02t08:23:24z",
                "+12024-08-02T08:23:24Z",
                "2016-12-31T23:59:60Z"
            })
    void theJdkReadsTheRest(String text) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29T08:23:24Z",
                "2024-13-01T08:23:24Z",
                "2024-00-10T08:23:24Z",
                "2024-08-02T25:23:24Z",
                "2024-08-02T08:60:24Z",
                "2024-08-02T08:23:2\u0663Z",
                "2024-08-02 08:23:24Z ",
                "yesterday at the office"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
        assertThat(Times.lenient(text)).isNull();
    }

    @Test
    void aSpaceForTheLetterAndNoZoneAreReadWhereNothingElseIsPossible() {
        Instant time = Instant.parse("2024-08-02T08:23:24Z");
        assertThat(Times.lenient("2024-08-02 08:23:24")).isEqualTo(time);
        assertThat(Times.lenient("2024-08-02T10:23:24+02:00")).isEqualTo(time);
        assertThat(Times.lenient(null)).isNull();
    }
}
