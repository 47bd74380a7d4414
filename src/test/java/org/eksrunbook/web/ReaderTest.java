package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.eksrunbook.incident.Forbidden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"responders", "approvers", "managers", "forensics", "camunda-admin"})
    void theseReadEverything(String group) {
        assertThat(reader(group).readsAll()).isTrue();
        assertThat(reader(group).readsOwn()).isFalse();
    }

    @Test
    void ownersReadTheirOwn() {
        assertThat(reader("application-owners").readsAll()).isFalse();
        assertThat(reader("application-owners").readsOwn()).isTrue();
    }

    @Test
    void anOwnerWhoIsAlsoAResponderReadsEverything() {
        assertThat(reader("application-owners", "responders").readsOwn()).isFalse();
    }

    @Test
    void machinesThatHandInFindingsReadNothing() {
        assertThat(reader("intake").reads()).isFalse();
        assertThat(reader().reads()).isFalse();
    }

    @Test
    void anOwnerIsNamedByUserOrByGroup() {
        Reader owner = new Reader("olga", Set.of("application-owners", "team-shop"));

        assertThat(owner.answersTo("olga")).isTrue();
        assertThat(owner.answersTo("team-shop")).isTrue();
        assertThat(owner.answersTo("Olga")).isFalse();
        assertThat(owner.answersTo("team-pay")).isFalse();
    }

    @Test
    void theRefusalSaysWhoMay() {
        assertThatThrownBy(() -> reader("managers").mustBe("Holding an incident", "responders", "approvers"))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Holding an incident is for members of responders or approvers");
    }

    private static Reader reader(String... groups) {
        return new Reader("somebody", Set.of(groups));
    }
}
