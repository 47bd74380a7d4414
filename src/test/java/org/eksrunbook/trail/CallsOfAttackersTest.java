package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The writing calls that attackers use most, with the fields of AWS's own API: each names the thing that it changed. */
class CallsOfAttackersTest {

    private record Call(String service, String name, String request, String response, String resource) {}

    @Test
    void eachNamesTheThingThatItChanged() throws IOException {
        Set<String> wrong = new TreeSet<>();
        List<Call> calls = calls();
        for (Call call : calls) {
            Finding found = Events.judged(
                    call.service(),
                    call.name(),
                    ",'requestParameters':" + object(call.request()) + ",'responseElements':"
                            + object(call.response()));
            boolean named = found.resources().stream()
                    .anyMatch(one -> call.resource().equals(one.type() + " " + one.id())
                            || one.arn() != null && call.resource().equals(one.type() + " " + one.arn()));
            if (!named || found.category() == Category.RECON) {
                wrong.add(
                        call.service() + ":" + call.name() + " is " + found.categories() + " of " + found.resources());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(calls).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    }

    /** Those of the list that public rules name, where that list lies beside the project. */
    @Test
    void mostOfTheCallsThatDetectionRulesNameMostAreAmongThem() throws IOException {
        Optional<List<CSVRecord>> table = Samples.table("detection_event_names.csv");
        Assumptions.assumeTrue(table.isPresent(), "no list of detection rules beside the project: set RUNBOOK_SAMPLES");
        Map<String, Integer> rules = new HashMap<>();
        for (CSVRecord row : table.orElseThrow()) {
            for (String source : row.get("event_source").split("\\|")) {
                rules.merge(source.replace(".amazonaws.com", "") + ":" + row.get("event_name"), 1, Integer::sum);
            }
        }
        Set<String> ours = new TreeSet<>();
        calls().forEach(call -> ours.add(call.service() + ":" + call.name()));
        List<String> most = rules.entrySet().stream()
                .filter(rule -> !rule.getKey().contains("*"))
                .filter(rule -> {
                    String[] call = rule.getKey().split(":", 2);
                    return CallName.of(call[0] + ".amazonaws.com", call[1]).words().stream()
                            .findFirst()
                            .filter(Set.of("Create", "Delete", "Put", "Update", "Attach", "Modify", "Stop")::contains)
                            .isPresent();
                })
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(100)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(most.stream().filter(ours::contains).count())
                .as("of %s", most)
                .isGreaterThanOrEqualTo(85);
    }

    private static String object(String fields) {
        return fields.isEmpty() ? "null" : "{" + fields + "}";
    }

    private static List<Call> calls() throws IOException {
        try (InputStream file = CallsOfAttackersTest.class.getResourceAsStream("/calls-of-attackers.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(CallsOfAttackersTest::call)
                    .toList();
        }
    }

    private static Call call(String line) {
        String[] cells = line.split(" *\\| *", -1);
        String[] call = cells[0].split(" ");
        return new Call(call[0], call[1], cells[1].strip(), cells[2].strip(), cells[3].strip());
    }
}
