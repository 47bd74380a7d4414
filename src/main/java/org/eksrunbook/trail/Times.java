package org.eksrunbook.trail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as logs write them. */
final class Times {

    // Where CloudTrail's times, 2024-08-02T08:23:24Z, have what is no digit.
    private static final String FORM = "    -  -  T  :  :  Z";
    private static final long SECONDS_A_DAY = 86_400;

    private Times() {}

    /**
     * What {@link Instant#parse} says. CloudTrail's own form is read by hand: it is most of what is read, and the way through the formatter costs a young
     * JVM a second.
     *
     * @throws DateTimeException where it is none
     */
    static Instant parse(String text) {
        Instant plain = plain(text);
        return plain == null ? Instant.parse(text) : plain;
    }

    private static @Nullable Instant plain(String text) {
        if (text.length() != FORM.length()) {
            return null;
        }
        for (int at = 0; at < FORM.length(); at++) {
            char letter = text.charAt(at);
            if (FORM.charAt(at) == ' ' ? letter < '0' || letter > '9' : letter != FORM.charAt(at)) {
                return null;
            }
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        return Instant.ofEpochSecond(day.toEpochDay() * SECONDS_A_DAY + hour * 3600L + minute * 60L + second);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    /** ISO-8601, also with a space for the T, without a zone (then UTC) or with an offset; {@code null} where it is none. */
    static @Nullable Instant lenient(@Nullable String text) {
        if (text == null || text.length() < 19) {
            return null;
        }
        try {
            Instant plain = plain(text);
            if (plain != null) {
                return plain;
            }
        } catch (DateTimeException noSuchDay) {
            return null;
        }
        String iso = text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        boolean zoned = iso.endsWith("Z") || iso.indexOf('+', 19) > 0 || iso.indexOf('-', 19) > 0;
        try {
            return OffsetDateTime.parse(zoned ? iso : iso + "Z").toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
