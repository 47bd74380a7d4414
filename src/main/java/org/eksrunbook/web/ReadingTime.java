package org.eksrunbook.web;

import com.fasterxml.jackson.databind.JsonNode;
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
 * How much longer the reading of the logs takes. At first by how fast this server reads, then by how fast it got on with these logs lately: what it read first
 * it read while Java was still compiling, and no two days' files are alike. In a later round most files are passed over: of it nothing is told.
 */
@Component
class ReadingTime {

    /** Seconds of reading for which the server's own pace counts at first. */
    private static final double TRUSTED = 4;

    /** A group that is being read is thought to be such a part of all, or as large as the one before it. */
    private static final int GROUPS = 10;

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
     * @param work of all files, as {@link ReadingPace} counts it
     * @param done of it; what is read again is little, and takes its time for other reasons
     * @param lately of that, what counts for the pace
     * @param seconds that it took
     * @param trusted seconds for which the server's own pace still counts
     * @param group the work of the last group
     * @param last when it was done
     */
    record Course(long work, long done, double lately, double seconds, double trusted, long group, Instant last) {

        static Course begun(long work, Instant at) {
            return new Course(work, 0, 0, 0, TRUSTED, 0, at);
        }

        /** {@code null}: nothing is being read, or in a later round. */
        static @Nullable Course of(List<Entry> entries) {
            Course course = null;
            for (Entry entry : entries) {
                switch (entry.kind()) {
                    case "trail.surveyed" -> course = begun(work(entry.body(), "files"), entry.at());
                    case "trail.part" -> course = course == null ? null : course.and(entry);
                    case "principals.derived", "trail.coverage" -> course = null;
                    default -> {
                        // Other entries say nothing about reading.
                    }
                }
            }
            return course;
        }

        private static long work(JsonNode body, String files) {
            return ReadingPace.work(
                    body.path("bytes").asLong(), body.path(files).asLong());
        }

        private Course and(Entry part) {
            // Digests are no logs, and an older version did not note the bytes.
            boolean counts = part.body().has("bytes")
                    && !part.body().path("group").asText().startsWith("x")
                    && !part.body().path("again").asBoolean();
            return counts
                    ? and(work(part.body(), part.body().has("read") ? "read" : "files"), part.at())
                    : new Course(work, done, lately, seconds, trusted, group, part.at());
        }

        /** A group was read since the last one. */
        Course and(long read, Instant at) {
            double took = Duration.between(last, at).toMillis() / 1000.0;
            double kept = ReadingPace.kept(took);
            return new Course(work, done + read, lately * kept + read, seconds * kept + took, trusted * kept, read, at);
        }

        /**
         * @param usual work a second, as this server reads
         * @param lost of the seconds to what has not to be done again
         */
        Duration left(Instant now, double usual, double lost) {
            double pace = pace(usual, lost);
            double since = Math.max(0, Duration.between(last, now).toMillis() / 1000.0);
            double rest = Math.max(0, work - done);
            double next = Math.min(rest, Math.max(group, work / (double) GROUPS));
            // A group that takes longer than was thought says by itself how slow it is.
            double left = since <= next / pace
                    ? rest / pace - since
                    : (rest - next) / and(Math.round(next), now).pace(usual, lost) + 1;
            return Duration.ofMillis(Math.round(left * 1000));
        }

        private double pace(double usual, double lost) {
            return (lately + usual * trusted) / (Math.max(seconds / 3, seconds - lost) + trusted);
        }
    }

    /** {@code null}: nothing is being read. */
    @Nullable
    Duration left(IncidentId id, long done, long of) {
        Course course = of <= done ? null : Course.of(ledger.entries(id));
        return course == null ? null : course.left(clock.instant(), pace.workPerSecond(), pace.lost());
    }

    /** In words, with a comma in front; empty where nothing is being read. */
    static String words(@Nullable Long secondsLeft) {
        return secondsLeft == null ? "" : words(Duration.ofSeconds(secondsLeft));
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
