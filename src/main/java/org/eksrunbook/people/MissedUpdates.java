package org.eksrunbook.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Component;

/**
 * Notices what stakeholders were not told: updates that could not be sent, and a silence in which none was even written, because
 * the server was down for one.
 */
@Component
class MissedUpdates {

    private final PeopleSettings settings;
    private final Ledger ledger;
    private final Clock clock;

    MissedUpdates(PeopleSettings settings, Ledger ledger, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Silence(String from, String until, long count, String reason) {}

    /** What has to be said about missed ones in the update that is written next, a sentence each; records a silence. */
    List<String> before(String step, Incident incident, List<Update> updates) {
        List<String> sentences = new ArrayList<>();
        for (Update update : updates) {
            if (update.state() == Update.State.SENT) {
                sentences.clear();
                if (update.remark() != null && !update.remark().isEmpty()) {
                    sentences.add("Update " + update.number() + " of " + Times.of(update.writtenAt())
                            + " did not reach everybody: " + update.remark());
                }
            } else if (update.state() == Update.State.MISSED) {
                sentences.add("Update " + update.number() + " of " + Times.of(update.writtenAt()) + " was missed: "
                        + update.remark());
            }
        }
        silence(incident, updates).ifPresent(silence -> {
            ledger.appendOnce(incident.id(), "silence:" + step, "update.missed", Actor.SYSTEM, silence);
            sentences.add((silence.count() == 1 ? "1 update" : silence.count() + " updates") + " between "
                    + Times.of(Instant.parse(silence.from())) + " and " + Times.of(Instant.parse(silence.until()))
                    + " were missed: " + silence.reason());
        });
        return sentences;
    }

    private Optional<Silence> silence(Incident incident, List<Update> updates) {
        Instant now = clock.instant();
        Instant last = incident.openedAt();
        for (Update update : updates) {
            last = update.writtenAt().isAfter(last) ? update.writtenAt() : last;
        }
        Duration rhythm = settings.rhythm(incident.severity());
        Duration passed = Duration.between(last, now);
        // Half a beat of delay is a busy server; a whole one is an update that nobody got.
        long count = passed.plus(rhythm.dividedBy(2)).dividedBy(rhythm) - 1;
        return count < 1
                ? Optional.empty()
                : Optional.of(new Silence(last.toString(), now.toString(), count, "none was written in that time"));
    }
}
