package org.eksrunbook.eradicate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.Investigation;
import org.eksrunbook.trail.Survey;
import org.eksrunbook.trail.TrailAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what has arrived since the last round; what was read before is not read again. */
@Component
class CatchUp {

    /** Other steps of the incident wait meanwhile: what is left is read when the timer comes round. */
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

    /** @param unanswered what a source that is asked is waited for; {@code null}: nothing */
    record State(boolean complete, @Nullable TrailAnswer unanswered) {}

    /** Complete once everything that has arrived was read and classified. */
    State read(IncidentId id) {
        Instant deadline = clock.instant().plus(AT_MOST);
        investigation.beginRound(id);
        TrailAnswer unanswered = investigation.survey(id).unanswered();
        if (unanswered != null) {
            return new State(false, unanswered);
        }
        boolean complete = investigation.readNext(id).complete();
        while (!complete && clock.instant().isBefore(deadline)) {
            complete = investigation.readNext(id).complete();
        }
        if (complete) {
            investigation.concludeRound(id);
        }
        return new State(complete, null);
    }
}
