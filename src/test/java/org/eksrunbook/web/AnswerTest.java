package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

class AnswerTest {

    @Test
    void whoeverAsksForNothingSpecialGetsJson() throws HttpMediaTypeNotAcceptableException {
        assertThat(Answer.of(null, null)).isEqualTo(Answer.JSON);
        assertThat(Answer.of(null, "*/*")).isEqualTo(Answer.JSON);
        assertThat(Answer.of(null, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"))
                .isEqualTo(Answer.JSON);
    }

    @Test
    void theHeaderDecides() throws HttpMediaTypeNotAcceptableException {
        assertThat(Answer.of(null, "text/csv")).isEqualTo(Answer.CSV);
        assertThat(Answer.of(null, "application/x-ndjson")).isEqualTo(Answer.NDJSON);
        assertThat(Answer.of(null, "application/json;q=0.1, text/csv")).isEqualTo(Answer.CSV);
    }

    @Test
    void theParameterGoesBeforeTheHeader() throws HttpMediaTypeNotAcceptableException {
        assertThat(Answer.of("csv", "application/json")).isEqualTo(Answer.CSV);
    }

    @Test
    void whatCannotBeServedIsRefused() {
        assertThatThrownBy(() -> Answer.of(null, "image/png")).isInstanceOf(HttpMediaTypeNotAcceptableException.class);
        assertThatThrownBy(() -> Answer.of("xml", null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Answer.of(null, "no media type")).isInstanceOf(InvalidInput.class);
    }
}
