package org.eksrunbook.trail;

import java.time.Instant;
import org.eksrunbook.incident.Scope;

/** The two windows of an investigation: the baseline ends where the suspect window begins (correction 13). */
record Window(Instant baselineFrom, Instant compromisedAt, Instant until) {

    static Window of(Scope scope, Instant now) {
        return new Window(scope.baselineFrom(), scope.compromisedAt(), scope.untilOr(now));
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
