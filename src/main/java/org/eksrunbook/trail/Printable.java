package org.eksrunbook.trail;

/** Names that somebody else chose, on one line: control and format characters become {@code \}{@code uXXXX}. */
public final class Printable {

    private Printable() {}

    public static String of(String name) {
        StringBuilder plain = null;
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            boolean harmless = letter >= ' ' && letter != 0x7f && !unprintable(letter);
            if (harmless && plain == null) {
                continue;
            }
            if (plain == null) {
                plain = new StringBuilder(name.substring(0, at));
            }
            if (harmless) {
                plain.append(letter);
            } else {
                plain.append(String.format("\\u%04x", (int) letter));
            }
        }
        return plain == null ? name : plain.toString();
    }

    private static boolean unprintable(char letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> letter < 0xd800 || letter > 0xdfff;
            default -> false;
        };
    }
}
