package org.eksrunbook.people;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** What changed between two states of a case, a line each; everything where there was none before. */
final class Difference {

    private Difference() {}

    static List<String> lines(@Nullable CaseState before, CaseState now) {
        List<String> lines = new ArrayList<>();
        if (before != null) {
            changed(lines, "Severity", before.severity().name(), now.severity().name());
            changed(lines, "Phase", PhaseWords.of(before.phase()), PhaseWords.of(now.phase()));
            changed(lines, "Step", before.step(), now.step());
            changed(lines, "On hold", before.held() ? "yes" : "no", now.held() ? "yes" : "no");
        }
        count(lines, "Calls found", before == null ? null : before.findings(), now.findings());
        TreeSet<String> categories = new TreeSet<>(now.findingsByCategory().keySet());
        if (before != null) {
            categories.addAll(before.findingsByCategory().keySet());
        }
        for (String category : categories) {
            count(
                    lines,
                    "  of these " + VisibleText.of(category),
                    before == null ? null : before.findingsByCategory().getOrDefault(category, 0L),
                    now.findingsByCategory().getOrDefault(category, 0L));
        }
        count(
                lines,
                "Principals of the attacker",
                before == null ? null : (long) before.principals(),
                now.principals());
        count(lines, "Resources affected", before == null ? null : (long) before.resources(), now.resources());
        count(
                lines,
                "Resources decided",
                before == null ? null : (long) before.resourcesDecided(),
                now.resourcesDecided());
        if (before != null) {
            before.waitingFor().stream()
                    .filter(task -> !now.waitingFor().contains(task))
                    .forEach(task -> lines.add("Answered: " + VisibleText.of(task)));
        }
        return lines.isEmpty() ? List.of("Nothing has changed.") : lines;
    }

    private static void changed(List<String> lines, String what, String before, String now) {
        if (!before.equals(now)) {
            lines.add(what + ": " + VisibleText.of(before) + " → " + VisibleText.of(now));
        }
    }

    private static void count(List<String> lines, String what, @Nullable Long before, long now) {
        if (before == null) {
            lines.add(what + ": " + now);
        } else if (before != now) {
            lines.add(what + ": " + now + " (" + (now > before ? "+" : "−") + Math.abs(now - before) + ")");
        }
    }
}
