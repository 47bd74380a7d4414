package org.eksrunbook.trail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as logs write them. */
final class Times {

    private Times() {}

    /** ISO-8601, also with a space for the T, without a zone (then UTC) or with an offset; {@code null} where it is none. */
    static @Nullable Instant lenient(@Nullable String text) {
        if (text == null || text.length() < 19) {
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
