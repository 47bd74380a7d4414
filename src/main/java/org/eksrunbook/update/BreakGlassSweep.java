package org.eksrunbook.update;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eksrunbook.action.BreakGlassUsed;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.people.BreakGlassNotices;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the approvers of what {@link BreakGlassListener} did not come to: the server was killed between the decision and the message. */
@Component
class BreakGlassSweep {

    /** Until then whoever took the decision tells of it. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** So long a closed incident is looked at; a server that was killed is started again by then. */
    private static final Duration CLOSED = Duration.ofDays(7);

    private final Incidents incidents;
    private final Ledger ledger;
    private final BreakGlassNotices notices;
    private final BreakGlassListener listener;
    private final Clock clock;

    BreakGlassSweep(
            Incidents incidents, Ledger ledger, BreakGlassNotices notices, BreakGlassListener listener, Clock clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.notices = notices;
        this.listener = listener;
        this.clock = clock;
    }

    /** Regularly, and soon after a start. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
    void sweep() {
        tell(clock.instant().minus(GRACE));
    }

    void tell(Instant decidedBefore) {
        incidents.list().stream()
                .filter(this::mayOwe)
                .map(Incident::id)
                .forEach(id -> ledger.entries(id, "plan.approved").stream()
                        .filter(entry -> entry.body().path("breakGlass").asBoolean()
                                && entry.at().isBefore(decidedBefore))
                        .filter(entry -> !notices.told(id, plan(entry)))
                        .forEach(entry -> listener.tell(used(id, entry))));
    }

    /** A decision may be an incident's last: that it is closed takes nothing from what the approvers have to know. */
    private boolean mayOwe(Incident incident) {
        Instant closed = incident.closedAt();
        return incident.open()
                || closed != null && closed.isAfter(clock.instant().minus(CLOSED));
    }

    private static BreakGlassUsed used(IncidentId id, Entry entry) {
        return new BreakGlassUsed(
                id,
                plan(entry),
                entry.actor().replaceFirst("^user:", ""),
                entry.body().path("reason").asText());
    }

    private static String plan(Entry entry) {
        return entry.body().path("plan").asText();
    }
}
