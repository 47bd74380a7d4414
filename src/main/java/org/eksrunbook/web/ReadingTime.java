package org.eksrunbook.web;

import java.time.Clock;
import java.time.Duration;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** How much longer the reading of the logs takes, by how long it took so far in this round. */
@Component
class ReadingTime {

    /** Before that much is read the guess is worse than none. */
    private static final double ENOUGH = 0.02;

    private final Ledger ledger;
    private final Clock clock;

    ReadingTime(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** In words, with a comma in front; empty where nothing is being read or too little was. */
    String left(IncidentId id, CaseView.Progress progress) {
        return ledger.last(id, "trail.surveyed")
                .map(Entry::at)
                .map(since -> words(Duration.between(since, clock.instant()), progress.done(), progress.of()))
                .orElse("");
    }

    static String words(Duration soFar, long done, long of) {
        if (of <= done || soFar.isNegative() || done < of * ENOUGH) {
            return "";
        }
        long seconds = Math.round(soFar.toSeconds() * (double) (of - done) / done);
        return seconds < 60 ? ", less than a minute more" : ", about " + Math.round(seconds / 60.0) + " min more";
    }
}
