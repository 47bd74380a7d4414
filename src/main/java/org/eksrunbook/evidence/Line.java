package org.eksrunbook.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A line of the manifest: a JSON object that ends in {@code ,"hash":"<64 hex>"}}, the SHA-256 of the bytes before that ending.
 * The bytes are hashed, not the parsed values: two spellings of one value would else pass for one another.
 */
record Line(String text, String hash) {

    private static final String BEFORE_HASH = ",\"hash\":\"";
    private static final int ENDING = BEFORE_HASH.length() + 64 + 2;

    /** Seals a JSON object without hash. Half a surrogate pair has no bytes in UTF-8: it is written as JSON's {@code \\uXXXX}. */
    static Line of(String object) {
        String open = wholeLetters(object.substring(0, object.length() - 1));
        String hash = Sha256.of(open.getBytes(StandardCharsets.UTF_8));
        return new Line(open + BEFORE_HASH + hash + "\"}", hash);
    }

    /** True where the line's bytes end in a hash that fits those before it. */
    static boolean isSealed(byte[] line) {
        int at = line.length - ENDING;
        if (at <= 0) {
            return false;
        }
        String ending = new String(line, at, ENDING, StandardCharsets.ISO_8859_1);
        return ending.equals(BEFORE_HASH + Sha256.of(Arrays.copyOf(line, at)) + "\"}");
    }

    private static String wholeLetters(String json) {
        StringBuilder whole = new StringBuilder(json.length());
        json.codePoints().forEach(point -> {
            if (Character.getType(point) == Character.SURROGATE) {
                whole.append(String.format(Locale.ROOT, "\\u%04X", point));
            } else {
                whole.appendCodePoint(point);
            }
        });
        return whole.toString();
    }
}
