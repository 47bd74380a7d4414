package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** In what form a file holds events, told by how it begins. */
enum LogFormat {
    EMPTY,
    /** JSON: one document, a list, or documents one after another. */
    JSON,
    /** A time, a space, a message: how CloudWatch Logs exports. */
    LINES,
    /** With a heading; events as text in one column, or in columns named by CloudTrail's paths. */
    CSV,
    UNKNOWN;

    private static final Pattern TIMED = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ .*");

    static LogFormat of(byte[] beginning, int length) {
        int at = 0;
        while (at < length && beginning[at] <= ' ' && beginning[at] >= 0) {
            at++;
        }
        if (at == length) {
            // Nothing but blanks as far as was looked: only the end tells whether more follows.
            return length < beginning.length ? EMPTY : JSON;
        }
        if (beginning[at] == '{' || beginning[at] == '[') {
            return JSON;
        }
        int end = at;
        while (end < length && beginning[end] != '\n' && beginning[end] != '\r') {
            end++;
        }
        String first = new String(beginning, at, end - at, UTF_8);
        if (CsvColumns.separator(first).isPresent()) {
            return CSV;
        }
        return TIMED.matcher(first).matches() || first.contains(" {\"") ? LINES : UNKNOWN;
    }
}
