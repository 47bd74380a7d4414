package org.eksrunbook.trail;

import java.util.List;
import java.util.Locale;

/** Names of columns by which the answers of other tools are known. */
final class CsvColumns {

    /** Columns that hold the whole event: Splunk's and Sumo Logic's {@code _raw}, CloudWatch Logs Insights' {@code @message}. */
    static final List<String> WHOLE_EVENT = List.of("_raw", "@message", "raw", "message", "event", "cloudtrailevent");

    private CsvColumns() {}

    static boolean isWholeEvent(String column) {
        return WHOLE_EVENT.contains(column.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether a first line, in lower case, is the heading of such an answer. */
    static boolean areIn(String heading) {
        if (heading.contains("{")) {
            return false;
        }
        boolean flat = false;
        for (String cell : heading.split("[,;\\t]", -1)) {
            String name = cell.strip().replace("\"", "");
            flat |= name.equals("eventname") || name.equals("eventid");
            if (isWholeEvent(name)) {
                return true;
            }
        }
        return flat;
    }
}
