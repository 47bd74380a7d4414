package org.eksrunbook.people;

import org.eksrunbook.incident.VisibleText;

/** Text for one header line: nothing in it can begin another line, and it ends where header lines should. */
final class HeaderText {

    private static final int LONGEST = 200;

    private HeaderText() {}

    static String of(String text) {
        String line = VisibleText.of(text);
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
