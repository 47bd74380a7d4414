package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** The inside of a JSON string, or a plain literal, as text. */
final class JsonText {

    private JsonText() {}

    /** Resolves escapes; one that is no escape stays as it stands. {@code null} for the literal null. */
    static @Nullable String decode(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            if (buffer[at] == '\\') {
                return resolve(new String(buffer, from, to - from, UTF_8));
            }
        }
        boolean quoted = from > 0 && buffer[from - 1] == '"';
        if (!quoted && to - from == 4 && buffer[from] == 'n' && buffer[to - 1] == 'l') {
            return null;
        }
        return new String(buffer, from, to - from, UTF_8);
    }

    private static String resolve(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter != '\\' || at + 1 == text.length()) {
                plain.append(letter);
                continue;
            }
            char escape = text.charAt(++at);
            switch (escape) {
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'u' -> at = unicode(text, at, plain);
                default -> plain.append(escape);
            }
        }
        return plain.toString();
    }

    private static int unicode(String text, int at, StringBuilder plain) {
        if (at + 4 < text.length()) {
            int code = 0;
            for (int digit = at + 1; digit <= at + 4; digit++) {
                int value = Character.digit(text.charAt(digit), 16);
                if (value < 0) {
                    plain.append("\\u");
                    return at;
                }
                code = code * 16 + value;
            }
            plain.append((char) code);
            return at + 4;
        }
        plain.append("\\u");
        return at;
    }
}
