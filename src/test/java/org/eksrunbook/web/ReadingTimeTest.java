package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {

    @Test
    void whatIsLeftIsGuessedFromWhatIsDone() {
        assertThat(ReadingTime.words(Duration.ofMinutes(2), 100, 400)).isEqualTo(", about 6 min more");
        assertThat(ReadingTime.words(Duration.ofMinutes(2), 390, 400)).isEqualTo(", less than a minute more");
    }

    @Test
    void nothingIsGuessedBeforeEnoughIsReadNorAfterTheEnd() {
        assertThat(ReadingTime.words(Duration.ofMinutes(2), 0, 400)).isEmpty();
        assertThat(ReadingTime.words(Duration.ofMinutes(2), 1, 400)).isEmpty();
        assertThat(ReadingTime.words(Duration.ofMinutes(2), 400, 400)).isEmpty();
        assertThat(ReadingTime.words(Duration.ofMinutes(2), 0, 0)).isEmpty();
    }
}
