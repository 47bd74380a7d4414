package org.eksrunbook.incident;

import java.util.Locale;

/**
 * Foreign text for people's eyes: on one line, nothing invisible in it; a character that cannot be seen, or that turns the direction of
 * others, stands as its code.
 */
public final class VisibleText {

    private VisibleText() {}

    public static String of(String text) {
        // Nearly all of a log is plain letters, and an export asks of millions of them.
        if (text.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.UNASSIGNED -> line.append(String.format(Locale.ROOT, "\\u%04X", point));
                default -> line.appendCodePoint(point);
            }
        });
        return line.toString();
    }
}
