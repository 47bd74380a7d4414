package org.eksrunbook.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.ReadingPace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How much longer the reading of the logs takes. At first by how fast this server reads, then more and more by how fast it got on with these logs; in
 * bytes, since files differ. In a later round most files are passed over: of it nothing is told.
 */
@Component
class ReadingTime {

    /** So much reading counts as much as what is known from before. */
    private static final double TRUSTED_AFTER = 4;

    private final Ledger ledger;
    private final ReadingPace pace;
    private final Clock clock;

    ReadingTime(Ledger ledger, ReadingPace pace, Clock clock) {
        this.ledger = ledger;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * The reading of a round, by the ledger.
     *
     * @param bytes of all files
     * @param done of those that were read
     * @param spent on them; what is read again is little, and takes its time for other reasons
     * @param last when the last group was done
     */
    record Course(long bytes, long done, Duration spent, Instant last) {

        /** {@code null}: nothing is being read, or in a later round. */
        static @Nullable Course of(List<Entry> entries) {
            Course course = null;
            for (Entry entry : entries) {
                switch (entry.kind()) {
                    case "trail.surveyed" ->
                        course = new Course(entry.body().path("bytes").asLong(), 0, Duration.ZERO, entry.at());
                    case "trail.part" -> course = course == null ? null : course.and(entry);
                    case "principals.derived", "trail.coverage" -> course = null;
                    default -> {
                        // Other entries say nothing about reading.
                    }
                }
            }
            return course;
        }

        private Course and(Entry part) {
            // Digests are no logs, and an older version did not note the bytes.
            boolean counts = part.body().has("bytes")
                    && !part.body().path("group").asText().startsWith("x");
            return !counts || part.body().path("again").asBoolean()
                    ? new Course(bytes, done, spent, part.at())
                    : new Course(
                            bytes,
                            done + part.body().path("bytes").asLong(),
                            spent.plus(Duration.between(last, part.at())),
                            part.at());
        }

        Duration left(Instant now, double usual) {
            double pace = (done + usual * TRUSTED_AFTER) / (spent.toMillis() / 1000.0 + TRUSTED_AFTER);
            double since = Math.max(0, Duration.between(last, now).toMillis() / 1000.0);
            // A group that takes longer than was thought has not to be read anew.
            double whole = Math.max(0, bytes - done) / pace;
            double left = Math.max(whole - since, whole / 10);
            return Duration.ofMillis(Math.round(left * 1000));
        }
    }

    /** In words, with a comma in front; empty where nothing is being read. */
    String left(IncidentId id, CaseView.Progress progress) {
        Course course = Course.of(ledger.entries(id));
        return course == null || progress.of() <= progress.done()
                ? ""
                : words(course.left(clock.instant(), pace.bytesPerSecond()));
    }

    static String words(Duration left) {
        long seconds = left.toSeconds();
        if (seconds < 10) {
            return ", a few seconds more";
        }
        return seconds < 90
                ? ", about " + (seconds + 5) / 10 * 10 + " s more"
                : ", about " + Math.round(seconds / 60.0) + " min more";
    }
}
