package org.eksrunbook.report;

import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.people.Times;

/** The phases of the case, and the steps that failed on the way. */
final class CourseChapter implements Chapter {

    @Override
    public Optional<Report.Section> write(CaseLedger ledger) {
        TableBuilder phases = new TableBuilder("Phases", "When", "What");
        for (Entry entry : ledger.all()) {
            switch (entry.kind()) {
                case "incident.opened" ->
                    phases.row(entry, Times.of(entry.at()), "opened by " + Shown.actor(entry.actor()));
                case "incident.phase" ->
                    phases.row(entry, Times.of(entry.at()), phase(Shown.line(entry.body(), "phase")));
                case "incident.closed" -> phases.row(entry, Times.of(entry.at()), "closed");
                default -> {
                    // The other entries stand in their own sections.
                }
            }
        }
        List.of("incident.phase", "incident.closed").forEach(ledger::all);
        TableBuilder steps =
                new TableBuilder("Steps that failed", "When", "Step", "What became of it", "Message", "Reason");
        for (String kind : List.of("step.failed", "step.mended", "step.skipped")) {
            for (Entry entry : ledger.all(kind)) {
                steps.row(
                        entry,
                        Times.of(entry.at()),
                        Shown.line(entry.body(), "activity"),
                        kind.substring("step.".length()) + " (" + Shown.actor(entry.actor()) + ")",
                        Shown.line(entry.body(), "message"),
                        Shown.prose(entry.body(), "reason"));
            }
        }
        return new SectionBuilder("course", "How the response went")
                .add(phases)
                .add(steps)
                .build();
    }

    private static String phase(String word) {
        return switch (word) {
            case "eradicate" -> "Part 3, eradicate";
            case "recover" -> "Part 4, recover";
            case "postIncident" -> "Part 5, post-incident activity";
            default -> word;
        };
    }
}
