package org.eksrunbook.gameday;

import java.util.regex.Pattern;

/** A report or an entry without what differs from run to run: times, durations, hashes, folders, the numbers of incidents and queries. */
public final class LastingText {

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z| \\d\\d:\\d\\d(:\\d\\d)? UTC)");
    private static final Pattern DURATION = Pattern.compile("\\b(\\d+ (s|min|h|d)\\b ?)+");
    private static final Pattern HASH = Pattern.compile("\\b(?:[0-9a-f]{64}|x[0-9a-f]{63})\\b|(?<=-)[0-9a-f]{12}\\b");
    private static final Pattern LENGTH = Pattern.compile("(?<=The record holds )\\d+");
    private static final Pattern FOLDER = Pattern.compile("/[^\" ]*/(?=gameday/archive)");
    private static final Pattern NUMBER = Pattern.compile("\\b(INC|query)-\\d+\\b");
    private static final Pattern ANCHOR =
            Pattern.compile("(?<=\\be)\\d+(?=\")|(?<=\">)\\d+(?=</th>)|#\\d+ [0-9a-f]{8}\\b");

    private LastingText() {}

    static String of(String text, boolean anchors) {
        String lasting = INSTANT.matcher(text).replaceAll("<time>");
        lasting = DURATION.matcher(lasting).replaceAll("<duration>");
        lasting = HASH.matcher(lasting).replaceAll("<hash>");
        lasting = LENGTH.matcher(lasting).replaceAll("n");
        lasting = FOLDER.matcher(lasting).replaceAll("<folder>/");
        lasting = NUMBER.matcher(lasting).replaceAll("$1-n");
        return anchors ? lasting : ANCHOR.matcher(lasting).replaceAll("n");
    }

    /** Without the numbers of entries too. */
    public static String of(String text) {
        return of(text, false);
    }
}
