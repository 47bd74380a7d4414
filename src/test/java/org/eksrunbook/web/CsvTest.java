package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\uFF1D1"})
    void whatASpreadsheetWouldCalculateBecomesText(String cell) {
        assertThat(Csv.guarded(cell)).isEqualTo("'" + cell);
    }

    /** Excel of many countries splits at semicolons, quoted or not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"a;=1+1|a;'=1+1", "a; +1|a; '+1", "x;\"=1\";y|x;\"'=1\";y", ";@A1|;'@A1", "a;b;c|a;b;c"})
    void behindASemicolonNoFormulaBeginsEither(String cell, String guarded) {
        assertThat(Csv.guarded(cell)).isEqualTo(guarded);
    }

    @Test
    void whatCannotBeSeenOrTurnsTheTextStandsAsItsCode() {
        assertThat(Csv.guarded("\t=1")).isEqualTo("\\u0009=1");
        assertThat(Csv.guarded("\u001b[31mred\u202egpj")).isEqualTo("\\u001B[31mred\\u202Egpj");
        assertThat(Csv.guarded("one\r\n=two")).isEqualTo("one\\u000D\\u000A=two");
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

        assertThat(out).hasToString("a,b\r\none\\u000D\\u000Atwo,\"say \"\"no\"\", twice\"\r\nend,\r\n");
    }
}
