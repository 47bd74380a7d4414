package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eksrunbook.incident.InvalidInput;
import org.junit.jupiter.api.Test;

class FieldLinesTest {

    @Test
    void twoLinesThatContradictEachOtherAreRefused() {
        assertThat(FieldLines.pairs("ways", List.of("web = replace", "web=replace")))
                .containsExactlyEntriesOf(java.util.Map.of("web", "replace"));
        assertThatThrownBy(() -> FieldLines.pairs("ways", List.of("web = replace", "web = leave")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("ways: line 2 says something else of a thing that a line before names");
    }
}
