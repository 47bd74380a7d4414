package org.eksrunbook.trail;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;

/**
 * What a round of an incident wants to know of a source that is asked. The same in every call for a round, but for what people decide meanwhile.
 *
 * @param baselineFrom beginning of the baseline
 * @param compromisedAt beginning of the suspect window
 * @param until end of the suspect window; fixed when the round first asks
 * @param accounts in which principals of the incident may have acted: those of the scope first
 * @param answered the last round whose question was answered; 0: none was
 * @param fresh tokens that no answered round asked for
 * @param all tokens of all rounds, the fresh ones among them
 * @param approved ids of scans that a person approved
 * @param refused ids of scans that a person refused
 * @param unanswered what becomes of a part of the question that fails: where people went on without, a source brings the rest and says what is missing
 */
public record TrailRequest(
        IncidentId incident,
        int round,
        Scope scope,
        Instant baselineFrom,
        Instant compromisedAt,
        Instant until,
        Set<String> accounts,
        int answered,
        List<SearchToken> fresh,
        List<SearchToken> all,
        Set<String> approved,
        Set<String> refused,
        Unanswered unanswered) {

    public TrailRequest {
        accounts = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(accounts));
        fresh = List.copyOf(fresh);
        all = List.copyOf(all);
        approved = Set.copyOf(approved);
        refused = Set.copyOf(refused);
    }
}
