package org.eksrunbook.trail;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long after the events their files came. The name of a file that CloudTrail delivers ends in the time of the delivery, which is some five
 * minutes after the call (CloudTrail User Guide, «CloudTrail log file examples»). For one thread.
 */
final class Lateness {

    private static final Pattern DELIVERED = Pattern.compile("_(\\d{8})T(\\d{4})Z_[^/]*$");
    private static final long AN_HOUR = 60;

    private int timed;
    private int files;
    private long mostMinutes;

    /** @param oldest the time of a file's oldest event; {@code null}: it holds none */
    void add(String path, @Nullable String oldest) {
        Matcher delivered = DELIVERED.matcher(path);
        if (oldest == null || !delivered.find()) {
            return;
        }
        try {
            Instant came = minute(delivered.group(1), delivered.group(2));
            long minutes = Duration.between(Times.parse(oldest), came).toMinutes();
            timed++;
            if (minutes > AN_HOUR) {
                files++;
                mostMinutes = Math.max(mostMinutes, minutes);
            }
        } catch (DateTimeException unreadable) {
            // A name or an event without a time tells nothing about delivery; the event is counted as it is.
        }
    }

    /** @param day as {@code 20240802}, @param time as {@code 0823} */
    private static Instant minute(String day, String time) {
        return Times.parse(day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6) + "T"
                + time.substring(0, 2) + ":" + time.substring(2) + ":00Z");
    }

    void addAll(Lateness other) {
        timed += other.timed;
        files += other.files;
        mostMinutes = Math.max(mostMinutes, other.mostMinutes);
    }

    GroupReport.Late told() {
        return new GroupReport.Late(timed, files, mostMinutes);
    }
}
