package org.eksrunbook.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The regulatory clocks of a case. They run from {@code awareAt}; only a recorded decision stops one. */
@Component
public class Clocks {

    private final Ledger ledger;
    private final Clock clock;

    Clocks(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** How the clocks of an incident stand now. */
    public List<Deadline> of(Incident incident) {
        return at(incident.awareAt(), ledger.entries(incident.id()), clock.instant());
    }

    /** How the clocks stood at a moment, by the entries given: a pure function, for the report. */
    public static List<Deadline> at(Instant awareAt, List<Entry> entries, Instant now) {
        Map<String, ClockDecision> decided = new LinkedHashMap<>();
        for (ClockDecision decision : ClockDecision.in(entries)) {
            decided.put(decision.clock(), decision);
        }
        return Arrays.stream(Regulation.values())
                .map(regulation -> deadline(regulation, awareAt, decided.get(regulation.clock()), now))
                .toList();
    }

    /**
     * Records that a regulator was told, or that nobody is to be and why. The last decision about a clock counts.
     *
     * @param clock the clock's key, {@code gdpr} for one
     * @param decision {@code notified} or {@code nobody}
     * @param at when the regulator was told; {@code null}: now
     * @throws InvalidInput where clock or decision is unknown, the reason is missing or the time lies in the future
     */
    public void decide(IncidentId id, Actor actor, String clock, String decision, @Nullable Instant at, String reason) {
        Instant now = this.clock.instant();
        Instant when = at == null ? now : at;
        if (when.isAfter(now)) {
            throw new InvalidInput("at: lies in the future");
        }
        ClockDecision valid = new ClockDecision(clock, decision, when, reason, 0);
        ledger.append(
                id,
                "clock.decided",
                actor,
                Map.of(
                        "clock", valid.clock(),
                        "decision", valid.decision(),
                        "at", valid.at().toString(),
                        "reason", valid.reason()));
    }

    private static Deadline deadline(
            Regulation regulation, Instant awareAt, @Nullable ClockDecision decision, Instant now) {
        Instant due = regulation.dueAfter(awareAt);
        return new Deadline(
                regulation.clock(),
                regulation.regulation(),
                regulation.what(),
                due,
                state(due, decision, now),
                decision == null ? null : decision.at(),
                decision == null ? "" : decision.reason(),
                decision == null ? 0 : decision.seq());
    }

    private static Deadline.State state(Instant due, @Nullable ClockDecision decision, Instant now) {
        if (decision == null) {
            return now.isAfter(due) ? Deadline.State.OVERDUE : Deadline.State.RUNNING;
        }
        if (decision.nobody()) {
            return Deadline.State.NOBODY_TO_BE_NOTIFIED;
        }
        return decision.at().isAfter(due) ? Deadline.State.MET_LATE : Deadline.State.MET;
    }
}
