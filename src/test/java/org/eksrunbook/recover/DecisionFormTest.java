package org.eksrunbook.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.Person;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided about recovery is what a path of Part 4 carries out; anything else is refused with what there is instead. */
class DecisionFormTest {

    private static final List<Proposal> PROPOSED = List.of(
            proposal("web", "modified", Heading.MODIFIED, Way.REPLACE, Way.KEEP),
            proposal("orders", "deleted", Heading.DELETED, Way.RESTORE, Way.NONE),
            proposal("miner", "created", Heading.CREATED, Way.CONFIRM_GONE, Way.NONE),
            proposal("secret", "accessed", Heading.UNTOUCHED, Way.LEAVE, Way.NONE),
            proposal("group", "modified", Heading.MODIFIED, Way.LEAVE, Way.NONE));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web = letGo         | web, which was modified: «letGo» is no way for it; there are replace, restore, newResource, isolate, leave",
                "orders = isolate    | there are restore, recreate, letGo, leave",
                "miner = restore     | there are confirmGone, leave",
                "secret = replace    | there are leave"
            })
    void aWayThatNothingCarriesOutIsRefused(String line, String fault) {
        assertThatThrownBy(() -> read(Map.of("ways", line)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web = none      | web, which was modified: with «replace» the old one is keep or destroy",
                "orders = keep   | with «restore» the old one is none",
                "secret = destroy| with «leave» the old one is none"
            })
    void whatBecomesOfTheOldOneFitsTheWay(String line, String fault) {
        assertThatThrownBy(() -> read(Map.of("dispositions", line)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(fault);
    }

    @Test
    void whereOnlyTheWayIsSaidTheOldOneIsKept() {
        assertThat(read(Map.of("ways", "group = newResource")).groups())
                .filteredOn(group -> group.resources().equals(List.of("group")))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.way()).isEqualTo(Way.NEW_RESOURCE);
                    assertThat(group.disposition()).isEqualTo(Way.KEEP);
                });
        assertThat(read(Map.of("exceptions", "web")).groups())
                .filteredOn(group -> group.resources().contains("web"))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.way()).isEqualTo(Way.LEAVE);
                    assertThat(group.disposition()).isEqualTo(Way.NONE);
                });
    }

    @Test
    void whatIsCreatedMayBeKept() {
        assertThat(read(Map.of("dispositions", "miner = keep")).groups())
                .filteredOn(group -> group.resources().equals(List.of("miner")))
                .singleElement()
                .satisfies(group -> assertThat(group.disposition()).isEqualTo(Way.KEEP));
    }

    private static Decision read(Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("cause", "an old image");
        all.put("reason", "looked at");
        TaskContext context = new TaskContext(IncidentId.of("INC-1"), "task", "process", name -> null);
        Person rita = new Person("rita", Set.of("responders"));
        return DecisionForm.read(new TaskCompletion(context, rita, all), PROPOSED, "facts");
    }

    private static Proposal proposal(String key, String change, String heading, String way, String disposition) {
        return new Proposal(
                key,
                "Type",
                key,
                "shop",
                change,
                "g-" + key,
                heading,
                way,
                disposition,
                "proposed",
                "none",
                null,
                "",
                "none",
                "none",
                null);
    }
}
