package org.eksrunbook.aws;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eksrunbook.aws.LookupSearch.Place;
import org.springframework.stereotype.Component;

/** When this server may next ask an account and region, whichever incident wants to: AWS takes two lookups a second. */
@Component
class LookupPace {

    private final long pause;
    private final Map<Place, Long> next = new ConcurrentHashMap<>();

    LookupPace(LookupSettings settings) {
        this.pause = settings.pause().toNanos();
    }

    /** Takes the next turn; it comes after the time that is returned. */
    Duration take(Place place) {
        long now = System.nanoTime();
        long turn = next.merge(place, now, (known, fresh) -> Math.max(known + pause, fresh));
        return Duration.ofNanos(Math.max(0, turn - now));
    }
}
