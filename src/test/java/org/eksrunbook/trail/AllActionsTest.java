package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every call that a table knows, judged by its name and what the table says of it alone: an event without request and answer. */
class AllActionsTest {

    private static final Set<Category> CHANGES = EnumSet.of(Category.CREATED, Category.MODIFIED, Category.DELETED);

    @Test
    void noReadingCallOfTheTableIsAChangeAndNoWritingOneIsLookingAround() {
        Map<String, String> levels = new TreeMap<>();
        for (String file : List.of("actions.csv", "more-actions.csv")) {
            for (CSVRecord row : FactsFile.rows(file)) {
                for (String action : row.get("actions").split(" ")) {
                    levels.put(row.get("service") + ".amazonaws.com " + action, row.get("level"));
                }
            }
        }
        assertThat(levels).hasSizeGreaterThan(5_600);
        judged("the table of facts, which holds what names do not tell", levels);
    }

    /** AWS's own list of what each action does, where it lies beside the project. */
    @Test
    void norIsAnyOfAllActionsThatAwsHas() {
        Optional<List<CSVRecord>> table = Samples.table("access_levels.csv");
        Assumptions.assumeTrue(table.isPresent(), "no table of access levels beside the project: set RUNBOOK_SAMPLES");
        Map<String, String> levels = new TreeMap<>();
        for (CSVRecord row : table.orElseThrow()) {
            String level = row.get("access_level");
            levels.put(
                    row.get("event_source") + " " + row.get("event_name"),
                    level.substring(0, Math.min(1, level.length())));
        }
        assertThat(levels).hasSizeGreaterThan(23_000);
        judged("AWS's list", levels);
    }

    private static void judged(String table, Map<String, String> levels) {
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> wrong = new TreeSet<>();
        levels.forEach((call, level) -> {
            String[] words = call.split(" ");
            Finding found = Classifier.standard().judge(event(words[0], words[1]));
            counts.merge(level + " " + found.category().word(), 1, Integer::sum);
            if (!isDefensible(CallName.of(words[0], words[1]), level, found)) {
                wrong.add(call + " (" + level + ") is " + found.categories());
            }
        });
        System.out.println("Of " + levels.size() + " calls of " + table + ", by level and class: " + counts);
        assertThat(wrong).as(table).isEmpty();
        int writing = sum(counts, key -> key.charAt(0) == 'W' || key.charAt(0) == 'P' || key.charAt(0) == 'T');
        assertThat(sum(counts, key -> key.equals("W other") || key.equals("P other")))
                .as("writing calls that are none of the playbook's classes")
                .isLessThan(writing / 20);
    }

    private static boolean isDefensible(CallName call, String level, Finding found) {
        boolean changes = found.categories().stream().anyMatch(CHANGES::contains);
        if (level.equals("R") || level.equals("L")) {
            return !changes;
        }
        boolean lists = Set.of("List", "Describe").contains(call.verb());
        return switch (found.category()) {
            // AWS has some calls that list or describe among the writing ones; what is taught counts before its list.
            case RECON -> lists || found.why().contains(": ");
            case CREATED -> !call.verb().equals("Delete");
            case DELETED -> !call.verb().equals("Create");
            default -> true;
        };
    }

    private static int sum(Map<String, Integer> counts, Predicate<String> which) {
        return counts.entrySet().stream()
                .filter(one -> which.test(one.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static EventRecord event(String source, String name) {
        return EventRecord.of(Events.json("{'eventID':'e','eventTime':'2024-08-02T08:23:24Z','eventSource':'" + source
                + "','eventName':'" + name + "','awsRegion':'eu-west-1','recipientAccountId':'111122223333',"
                + "'userIdentity':{'type':'IAMUser','arn':'arn:aws:iam::111122223333:user/eve'}}"));
    }
}
