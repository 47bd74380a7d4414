package org.eksrunbook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when it is told to. */
public final class MovingClock extends Clock {

    private Instant now;

    public MovingClock(Instant from) {
        now = from;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public void stand(Instant at) {
        now = at;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
