package org.eksrunbook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisibleViewTest {

    @Test
    void whatHidesTextOrTurnsItsDirectionStandsAsItsCode() {
        assertThat(VisibleView.of(Map.of("rows", List.of(Map.of("value", "pod\u202etxt.exe\u001b[2J\n")))))
                .isEqualTo(Map.of("rows", List.of(Map.of("value", "pod\\u202Etxt.exe\\u001B[2J\\u000A"))));
    }

    @Test
    void whatIsHandedBackOrCopiedOutStaysAsItIs() {
        Map<String, Object> view =
                Map.of("script", "set -e\nexit 1\n", "options", List.of(Map.of("label", "one", "value", "a\u200bb")));

        assertThat(VisibleView.of(view)).isEqualTo(view);
    }
}
