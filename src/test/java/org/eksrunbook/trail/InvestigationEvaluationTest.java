package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How well the whole way from a folder of logs to findings and principals does on real attacks whose truth an expert wrote down; the logs lie beside
 * the project (skipped without them). Prints the table.
 */
class InvestigationEvaluationTest {

    @Test
    void realAttacksAreFoundAsAnExpertWouldFindThem(@TempDir Path data) {
        var found = Samples.find();
        Assumptions.assumeTrue(found.isPresent(), "no sample logs beside the project: set RUNBOOK_SAMPLES to measure");
        Samples samples = found.get();
        Score score = new Score();
        int[] expectedPrincipals = new int[2];
        int[] listedPrincipals = new int[2];
        int extra = 0;
        int all = 0;
        StringBuilder table = new StringBuilder();
        try (Bench bench = new Bench(samples.path(), data, Map.of())) {
            for (JsonNode set : samples.expected()) {
                String technique = set.get("technique").asText();
                String folder = set.get("source").asText().equals("stratus")
                        ? "cloudtrail/stratus/" + technique
                        : "cloudtrail/" + technique;
                List<String> seed = new ArrayList<>();
                set.get("seed").forEach(principal -> seed.add(principal.asText()));
                String account = seed.get(0).split(":", -1)[4];
                IncidentId id = bench.incident(folder, account, seed);
                RoundOutcome outcome = bench.investigate(id);
                Map<String, Finding> byId = new HashMap<>();
                bench.findings(id).forEach(finding -> byId.put(finding.eventId(), finding));
                Set<String> listed = new LinkedHashSet<>();
                for (JsonNode expected : set.get("events")) {
                    listed.add(expected.get("eventID").asText());
                    boolean noise = expected.path("noise").asBoolean();
                    if (!noise || byId.containsKey(expected.get("eventID").asText())) {
                        score.add(expected, byId.get(expected.get("eventID").asText()));
                    }
                }
                Set<String> others = new LinkedHashSet<>(byId.keySet());
                others.removeAll(listed);
                // Looking around is told apart, and the expert listed none of it: it is neither right nor wrong here.
                byId.values().stream()
                        .filter(finding -> finding.category() == Category.RECON)
                        .forEach(finding -> others.remove(finding.eventId()));
                extra += others.size();
                all += listed.size() + others.size();
                others.forEach(other ->
                        table.append("  nobody's: ").append(byId.get(other)).append('\n'));
                compare(
                        set,
                        seed,
                        bench.get(Principals.class).included(id),
                        expectedPrincipals,
                        listedPrincipals,
                        table);
                table.append(String.format(
                        Locale.ROOT, "%-60s rounds %d findings %d%n", technique, outcome.round(), outcome.findings()));
            }
        }
        double principalsFound = (double) expectedPrincipals[0] / expectedPrincipals[1];
        double principalsRight = (double) listedPrincipals[0] / listedPrincipals[1];
        double eventsRight = (double) (all - extra) / all;
        System.out.printf(
                Locale.ROOT,
                "%sInvestigation: %sprincipals found %.3f of %d, right %.3f of %d; findings that are somebody's %.3f of %d%n",
                table,
                score,
                principalsFound,
                expectedPrincipals[1],
                principalsRight,
                listedPrincipals[1],
                eventsRight,
                all);
        assertThat(score.rightClass()).as("class").isGreaterThanOrEqualTo(0.99);
        assertThat(score.rightCalls()).as("kinds of call").isGreaterThanOrEqualTo(0.98);
        assertThat(score.resourcesNamed()).as("resources").isGreaterThanOrEqualTo(0.97);
        assertThat(score.precision()).as("precision").isGreaterThanOrEqualTo(0.97);
        assertThat(score.rightOutcome()).as("outcome").isGreaterThanOrEqualTo(0.99);
        assertThat(principalsFound).as("principals found").isGreaterThanOrEqualTo(0.97);
        assertThat(principalsRight).as("principals right").isGreaterThanOrEqualTo(0.97);
        assertThat(eventsRight).as("findings that are somebody's").isGreaterThanOrEqualTo(0.97);
    }

    /** Only those count that were not given: an investigation that finds nobody new must not look good. */
    private static void compare(
            JsonNode set,
            List<String> seed,
            List<Principal> included,
            int[] expected,
            int[] listed,
            StringBuilder table) {
        Set<String> right = new LinkedHashSet<>();
        set.get("principals").forEach(principal -> right.add(principal.asText()));
        Set<String> names = new LinkedHashSet<>();
        for (Principal principal : included) {
            names.add(principal.id());
            if (principal.arn() != null) {
                names.add(principal.arn());
            }
            if (!seed.contains(principal.id())) {
                boolean isRight = right.contains(principal.id()) || right.contains(String.valueOf(principal.arn()));
                listed[0] += isRight ? 1 : 0;
                listed[1]++;
                if (!isRight) {
                    table.append("  not expected: ").append(principal).append('\n');
                }
            }
        }
        for (String principal : right) {
            if (!seed.contains(principal)) {
                expected[0] += names.contains(principal) ? 1 : 0;
                expected[1]++;
                if (!names.contains(principal)) {
                    table.append("  not found: ").append(principal).append('\n');
                }
            }
        }
    }
}
