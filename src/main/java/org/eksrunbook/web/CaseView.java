package org.eksrunbook.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.Verdict;
import org.eksrunbook.people.Deadline;
import org.eksrunbook.process.Standing;
import org.jspecify.annotations.Nullable;

/**
 * An incident as {@code GET /api/incidents/{id}} shows it.
 *
 * @param status {@code open} or {@code closed}
 * @param scope {@code null} for application owners, like the clocks and what is waited for
 */
record CaseView(
        String id,
        String status,
        boolean held,
        Phase phase,
        Severity severity,
        Verdict verdict,
        Instant awareAt,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Scope scope,
        List<Deadline> clocks,
        Counts counts,
        Progress progress) {

    /** @param files log files that were found; {@code filesRead} of them were read */
    record Counts(
            long findings,
            Map<String, Long> findingsByCategory,
            int principals,
            int resources,
            int resourcesDecided,
            long files,
            long filesRead,
            int rounds,
            long entries) {}

    /**
     * @param step what the machine is doing, in the models' words; empty where it waits for people or all is over
     * @param since when it began
     * @param done of {@code of} log files in this round
     * @param secondsLeft about so much longer reads the machine; {@code null}: it does not read, or nobody can tell
     * @param failing a step failed and waits for somebody to mend it
     */
    record Progress(
            Phase phase,
            String step,
            Instant since,
            long done,
            long of,
            @Nullable Long secondsLeft,
            boolean failing,
            List<Standing.Waiting> waitingFor) {}

    static String status(Incident incident) {
        return incident.open() ? "open" : "closed";
    }
}
