package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void starsAndQuestionMarksStandForText() {
        assertThat(Glob.matches("orders", "orders")).isTrue();
        assertThat(Glob.matches("orders", "orders-2")).isFalse();
        assertThat(Glob.matches("prod-*", "prod-")).isTrue();
        assertThat(Glob.matches("*-api", "orders-api-2-api")).isTrue();
        assertThat(Glob.matches("a*b?d", "axxbcd")).isTrue();
        assertThat(Glob.matches("a*b?d", "axxbd")).isFalse();
        assertThat(Glob.matches("", "")).isTrue();
        assertThat(Glob.matches("**", "")).isTrue();
        assertThat(Glob.matches("?", "")).isFalse();
        assertThat(Glob.matches("a.c", "abc")).isFalse();
        assertThat(Glob.matches("\\E*\\Q", "\\Ex\\Q")).isTrue();
    }

    @Test
    void aPatternFullOfStarsTakesNoTime() {
        assertThat(Glob.matches("*a".repeat(1_000) + "x", "a".repeat(1_000))).isFalse();
    }
}
