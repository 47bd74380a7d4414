package org.eksrunbook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.process.Standing;
import org.eksrunbook.trail.AccountNames;
import org.junit.jupiter.api.Test;

class ShownTest {

    private static final Instant NOW = Instant.parse("2024-08-02T09:00:00Z");
    private final Shown shown = new Shown(NOW, true, new AccountNames(Map.of()));

    @Test
    void whoIsWaitedForIsTheirNamesAndNotTheirGroupsIds() {
        assertThat(shown.who(waiting(List.of("approvers", "application-owners"), List.of("olga"))))
                .isEqualTo("olga, approvers, application owners");
        assertThat(shown.who(waiting(List.of(), List.of()))).isEqualTo("nobody named");
    }

    @Test
    void whoMadeAnEntryIsAPersonOrTheRunbook() {
        assertThat(shown.actor("user:rita")).isEqualTo("rita");
        assertThat(shown.actor("system")).isEqualTo("the runbook");
        assertThat(shown.words("serviceAccount")).isEqualTo("service account");
    }

    @Test
    void anOwnerFromTheCmdbIsShownAsItIsWritten() {
        assertThat(shown.owner("team-Shop\u202e")).isEqualTo("team-Shop\\u202E");
    }

    private static Standing.Waiting waiting(List<String> groups, List<String> users) {
        return new Standing.Waiting("1", "userTask_approveCut", "Cut", NOW, groups, users);
    }
}
