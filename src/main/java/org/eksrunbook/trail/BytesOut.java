package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a call handed out, where the log says so: S3 writes {@code bytesTransferredOut} beside its data events.
 *
 * @param count {@code null}: the log does not say it, or says what is no number of bytes
 * @param doubted whether the log says something that is none: it is not counted, and that is told
 */
record BytesOut(@Nullable Long count, boolean doubted) {

    static final BytesOut UNTOLD = new BytesOut(null, false);

    /** 64 TiB: no object of S3 is larger; what claims to be would only drown the others in a sum. */
    private static final long MOST = 1L << 46;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    static BytesOut of(EventRecord event) {
        JsonNode told = event.additional().get("bytesTransferredOut");
        if (told == null || told.isNull()) {
            return UNTOLD;
        }
        if (told.isTextual() && DIGITS.matcher(told.textValue()).matches()) {
            // In a row of a table every value is a text.
            long count = Long.parseLong(told.textValue());
            return count > MOST ? new BytesOut(null, true) : new BytesOut(count, false);
        }
        // Some exporters write every number with a decimal point.
        boolean whole = told.isIntegralNumber() && told.canConvertToLong()
                || told.isNumber() && told.doubleValue() == Math.rint(told.doubleValue());
        if (!whole || told.doubleValue() < 0 || told.doubleValue() > MOST) {
            return new BytesOut(null, true);
        }
        return new BytesOut(told.longValue(), false);
    }
}
