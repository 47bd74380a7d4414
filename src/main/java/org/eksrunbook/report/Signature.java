package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eksrunbook.evidence.Entry;

/**
 * What the signature on a report stands for: the record up to the entry that was read. It holds for as long as nothing follows but
 * what goes on beside a case and after it.
 */
public final class Signature {

    private static final String KIND = "report.signed";

    /** Says nothing new about the case: who was told what, by us and by the organisation, and what became of agreed actions. */
    private static final Set<String> BESIDE = Set.of(
            "notice.sent",
            "notice.missed",
            "update.sent",
            "update.missed",
            "improvement.reminded",
            "improvement.done",
            "clock.decided");

    /** What a signature itself leads to; closing may fail and be mended. */
    private static final Set<String> CONSEQUENCES =
            Set.of("incident.closed", "artefacts.filed", "step.failed", "step.mended");

    private Signature() {}

    /** The kinds of entries after a state that somebody who signs has to have read, in the order they first appear. */
    public static List<String> unread(List<Entry> record, long read) {
        return record.stream()
                .filter(entry -> entry.seq() > read && !BESIDE.contains(entry.kind()))
                .map(Entry::kind)
                .distinct()
                .toList();
    }

    /** True where the last word on the report was an approval, and the record is still what was signed. */
    static boolean stands(List<Entry> record) {
        List<Entry> after = new ArrayList<>();
        for (int i = record.size() - 1; i >= 0; i--) {
            Entry entry = record.get(i);
            if (entry.kind().equals(KIND)) {
                return approved(entry)
                        && after.stream()
                                .allMatch(later -> BESIDE.contains(later.kind()) || CONSEQUENCES.contains(later.kind()))
                        && unread(record.subList(0, i), read(entry)).isEmpty();
            }
            after.add(entry);
        }
        return false;
    }

    private static boolean approved(Entry signed) {
        return signed.body().path("decision").asText().equals("approve");
    }

    /** Number of the last entry that was read; where nothing says so, the one before the signature. */
    private static long read(Entry signed) {
        JsonNode count = signed.body().path("head").path("count");
        return count.isIntegralNumber() ? count.asLong() : signed.seq() - 1;
    }
}
