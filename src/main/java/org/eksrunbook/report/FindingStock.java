package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The findings counted, and the most serious of them kept: one pass, whatever their number. */
final class FindingStock {

    /** The most serious first, as the classification orders them. */
    static final List<String> SERIOUS_FIRST =
            List.of("identity", "deleted", "modified", "created", "accessed", "other", "recon");

    private static final Comparator<JsonNode> SERIOUS = Comparator.comparing(
                    (JsonNode finding) -> !finding.path("effective").asBoolean())
            .thenComparing(finding -> rank(finding.path("category").asText()))
            .thenComparing(finding -> -weight(finding))
            .thenComparing(finding -> -Newness.rank(finding))
            .thenComparing(finding -> finding.path("eventTime").asText())
            .thenComparing(finding -> finding.path("eventId").asText());

    /** How many findings of one category took effect, and how many were denied or failed. */
    record Count(long effective, long denied) {}

    private final int kept;
    private final PriorityQueue<JsonNode> serious = new PriorityQueue<>(SERIOUS.reversed());
    private final Map<String, Count> counts =
            new TreeMap<>(Comparator.comparing(FindingStock::rank).thenComparing(Comparator.naturalOrder()));

    private final Newness.Sums newness = new Newness.Sums();

    FindingStock(int kept) {
        this.kept = kept;
    }

    void add(JsonNode finding) {
        newness.add(Newness.of(finding));
        boolean effective = finding.path("effective").asBoolean();
        counts.merge(
                finding.path("category").asText(),
                new Count(effective ? 1 : 0, effective ? 0 : 1),
                (one, other) -> new Count(one.effective() + other.effective(), one.denied() + other.denied()));
        serious.add(finding);
        if (serious.size() > kept) {
            serious.poll();
        }
    }

    /** What a read weighs; of other calls the class tells all. */
    private static int weight(JsonNode finding) {
        return finding.path("category").asText().equals("accessed")
                ? finding.path("sensitivity").asInt()
                : 0;
    }

    Newness.Sums newness() {
        return newness;
    }

    Map<String, Count> counts() {
        return counts;
    }

    Stream<JsonNode> mostSerious() {
        return serious.stream().sorted(SERIOUS);
    }

    private static int rank(String category) {
        int rank = SERIOUS_FIRST.indexOf(category);
        return rank < 0 ? SERIOUS_FIRST.size() : rank;
    }
}
