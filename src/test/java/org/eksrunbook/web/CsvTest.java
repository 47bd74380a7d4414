package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uFF1D1"})
    void whatASpreadsheetWouldCalculateBecomesText(String cell) {
        assertThat(Csv.guarded(cell)).isEqualTo("'" + cell);
    }

    @Test
    void whatIsHarmlessStaysAsItIs() {
        assertThat(Csv.guarded("arn:aws:iam::123456789012:role/a=b")).isEqualTo("arn:aws:iam::123456789012:role/a=b");
        assertThat(Csv.guarded("")).isEmpty();
    }

    @Test
    void lineBreaksAndQuotesOfALogCannotMakeRows() throws IOException {
        StringBuilder out = new StringBuilder();
        Csv csv = new Csv(out, "a", "b");
        csv.row("one\r\ntwo", "say \"no\", twice");
        csv.row("end", null);

        assertThat(out).hasToString("a,b\r\n\"one\r\ntwo\",\"say \"\"no\"\", twice\"\r\nend,\r\n");
    }
}
