package org.eksrunbook.trail;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Names of columns by which the answers of other tools are known. */
final class CsvColumns {

    /** Columns that hold the whole event: Splunk's and Sumo Logic's {@code _raw}, CloudWatch Logs Insights' {@code @message}. */
    static final List<String> WHOLE_EVENT = List.of("_raw", "@message", "raw", "message", "event", "cloudtrailevent");

    // A spreadsheet writes what its country is used to.
    private static final String SEPARATORS = ",;\t";

    private CsvColumns() {}

    static boolean isWholeEvent(String column) {
        return WHOLE_EVENT.contains(column.strip().toLowerCase(Locale.ROOT));
    }

    /** By what the columns of a first line are separated, if it is the heading of such an answer. */
    static OptionalInt separator(String heading) {
        // Splunk calls a list's column items{}.instanceId: a brace alone makes no JSON.
        return heading.contains("{\"")
                ? OptionalInt.empty()
                : SEPARATORS.chars().filter(one -> isIn(heading, one)).findFirst();
    }

    private static boolean isIn(String heading, int separator) {
        for (String cell : heading.split(Character.toString(separator), -1)) {
            String name = cell.strip().replace("\"", "");
            if (name.equalsIgnoreCase("eventName") || name.equalsIgnoreCase("eventID") || isWholeEvent(name)) {
                return true;
            }
        }
        return false;
    }
}
