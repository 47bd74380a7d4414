package org.eksrunbook.people;

import java.util.Locale;

/** Foreign text inside a message or report: on one line, nothing invisible in it; a character that cannot be seen stands as its code. */
public final class PlainLine {

    private PlainLine() {}

    public static String of(String text) {
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
