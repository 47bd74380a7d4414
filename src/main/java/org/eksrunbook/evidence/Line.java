package org.eksrunbook.evidence;

import java.nio.charset.StandardCharsets;

/**
 * A line of the manifest: a JSON object that ends in {@code ,"hash":"<64 hex>"}}, the SHA-256 of the bytes before that ending.
 * The bytes are hashed, not the parsed values: two spellings of one value would else pass for one another.
 */
record Line(String text, String hash) {

    private static final String BEFORE_HASH = ",\"hash\":\"";
    private static final int ENDING = BEFORE_HASH.length() + 64 + 2;

    /** Seals a JSON object without hash. */
    static Line of(String object) {
        String open = object.substring(0, object.length() - 1);
        String hash = Sha256.of(open.getBytes(StandardCharsets.UTF_8));
        return new Line(open + BEFORE_HASH + hash + "\"}", hash);
    }

    /** True where the text ends in a hash that fits what stands before it. */
    static boolean isSealed(String text) {
        int at = text.length() - ENDING;
        if (at <= 0 || !text.startsWith(BEFORE_HASH, at) || !text.endsWith("\"}")) {
            return false;
        }
        String stated = text.substring(at + BEFORE_HASH.length(), text.length() - 2);
        return stated.equals(Sha256.of(text.substring(0, at).getBytes(StandardCharsets.UTF_8)));
    }
}
