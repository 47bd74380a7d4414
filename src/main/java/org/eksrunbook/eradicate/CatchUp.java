package org.eksrunbook.eradicate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Survey;
import org.springframework.stereotype.Component;

/** Reads what has arrived since the last round; what was read before is not read again. */
@Component
class CatchUp {

    /** Well under the job lock: what is left is read when the timer comes round. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Investigation investigation;
    private final Clock clock;

    CatchUp(Investigation investigation, Clock clock) {
        this.investigation = investigation;
        this.clock = clock;
    }

    Survey survey(IncidentId id) {
        return investigation.survey(id);
    }

    /** True once everything that has arrived was read and classified. */
    boolean read(IncidentId id) {
        Instant deadline = clock.instant().plus(AT_MOST);
        investigation.beginRound(id);
        investigation.survey(id);
        boolean complete = investigation.readNext(id).complete();
        while (!complete && clock.instant().isBefore(deadline)) {
            complete = investigation.readNext(id).complete();
        }
        if (complete) {
            investigation.concludeRound(id);
        }
        return complete;
    }
}
