package org.eksrunbook.postincident;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eksrunbook.evidence.Entry;

/** Of which kept things a finding of the analysis is recorded; that somebody completed the task alone says nothing of them. */
record Analysed(Set<String> keys) {

    /** @param forensics the entries {@code forensics.recorded} */
    static Analysed of(List<Entry> forensics) {
        Set<String> keys = new TreeSet<>();
        for (Entry entry : forensics) {
            for (JsonNode finding : entry.body().path("findings")) {
                keys.add(finding.path("resource").asText());
            }
        }
        return new Analysed(keys);
    }

    /** Why a thing may go, as its plan says it. */
    String reason(String key) {
        return keys.contains(key)
                ? "It was kept for analysis, and what the analysis found is recorded."
                : "It was kept for analysis; no finding of an analysis is recorded.";
    }
}
