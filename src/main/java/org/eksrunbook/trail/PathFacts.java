package org.eksrunbook.trail;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a log tells of its content; each part may be missing, and none is more than a hint: the account in a file's name may differ
 * from the event's, events may lie in the next day's folder, anonymised logs have impossible regions.
 */
record PathFacts(
        @Nullable String account,
        @Nullable String region,
        @Nullable LocalDate day) {

    private static final Pattern FOLDERS =
            Pattern.compile("(?:^|/)([^/]+)/CloudTrail/([^/]+)/(\\d{4})/(\\d{1,2})/(\\d{1,2})/");
    private static final Pattern NAME =
            Pattern.compile("(?:^|/)([0-9A-Za-z]+)_CloudTrail_([A-Za-z0-9-]+)_(\\d{4})(\\d{2})(\\d{2})T");
    private static final Pattern ACCOUNT = Pattern.compile("(?:^|/)(\\d{12})/");
    private static final Pattern DAY = Pattern.compile("/(\\d{4})/(\\d{2})/(\\d{2})/");
    private static final PathFacts NOTHING = new PathFacts(null, null, null);

    static PathFacts of(String path) {
        Matcher told = FOLDERS.matcher(path);
        if (told.find()) {
            return of(told);
        }
        PathFacts named = ofName(path);
        return named.equals(NOTHING) ? loose(path) : named;
    }

    /** What its name alone tells, which a copy keeps wherever it lies. */
    static PathFacts ofName(String path) {
        Matcher told = NAME.matcher(path);
        return told.find() ? of(told) : NOTHING;
    }

    private static PathFacts of(Matcher told) {
        return new PathFacts(told.group(1), told.group(2), day(told, 3));
    }

    private static PathFacts loose(String path) {
        Matcher account = ACCOUNT.matcher(path);
        Matcher day = DAY.matcher(path);
        boolean hasAccount = account.find();
        boolean hasDay = day.find();
        return hasAccount || hasDay
                ? new PathFacts(hasAccount ? account.group(1) : null, null, hasDay ? day(day, 1) : null)
                : NOTHING;
    }

    private static @Nullable LocalDate day(Matcher told, int group) {
        try {
            return LocalDate.of(
                    Integer.parseInt(told.group(group)),
                    Integer.parseInt(told.group(group + 1)),
                    Integer.parseInt(told.group(group + 2)));
        } catch (DateTimeException impossible) {
            return null;
        }
    }
}
