package org.eksrunbook.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.people.Deadline;

/**
 * How a case stands by its ledger. What the engine alone knows, the step and whom it waits for, is added by whoever shows it.
 *
 * @param filesDone log files read so far
 * @param filesFound log files that were found
 * @param round the round of the search for principals, from 1; 0 before the first
 * @param findingsByCategory of the newest classification
 * @param lastEntryAt time of the newest entry
 */
public record CaseProgress(
        String phase,
        Instant phaseSince,
        long filesDone,
        long filesFound,
        int round,
        Map<String, Long> findingsByCategory,
        long findings,
        int principals,
        long entries,
        Instant lastEntryAt,
        List<Deadline> clocks) {

    public CaseProgress {
        findingsByCategory = Map.copyOf(findingsByCategory);
        clocks = List.copyOf(clocks);
    }

    /** The same in the incident's phase, with the clocks as they stand now. */
    CaseProgress at(Phase now, List<Deadline> running) {
        return new CaseProgress(
                now.word(),
                phaseSince,
                filesDone,
                filesFound,
                round,
                findingsByCategory,
                findings,
                principals,
                entries,
                lastEntryAt,
                running);
    }

    static CaseProgress nothing(Incident incident, List<Deadline> clocks) {
        Instant opened = incident.openedAt();
        return new CaseProgress(incident.phase().word(), opened, 0, 0, 0, Map.of(), 0, 0, 0, opened, clocks);
    }
}
