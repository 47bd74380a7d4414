package org.eksrunbook.trail;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;

/**
 * What a round of an incident wants to know of a source that is asked. The same in every call for a round.
 *
 * @param baselineFrom beginning of the baseline
 * @param compromisedAt beginning of the suspect window
 * @param until end of the suspect window; fixed when the round first asks
 * @param accounts in which principals of the incident may have acted: those of the scope first
 * @param fresh tokens that no answered round asked for
 * @param all tokens of all rounds, the fresh ones among them
 * @param approved ids of scans that a person approved
 * @param refused ids of scans that a person refused
 */
public record TrailRequest(
        IncidentId incident,
        int round,
        Scope scope,
        Instant baselineFrom,
        Instant compromisedAt,
        Instant until,
        Set<String> accounts,
        List<SearchToken> fresh,
        List<SearchToken> all,
        Set<String> approved,
        Set<String> refused) {

    public TrailRequest {
        accounts = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(accounts));
        fresh = List.copyOf(fresh);
        all = List.copyOf(all);
        approved = Set.copyOf(approved);
        refused = Set.copyOf(refused);
    }
}
