package org.eksrunbook.gameday;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Makes identifiers in AWS's shapes. A named one depends on the seed and its name alone, so that a log line, the
 * inventory and the CMDB speak of the same thing whatever is written first.
 */
final class Identifiers {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String HEX = "0123456789abcdef";
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final long seed;
    private final Map<String, String> named = new HashMap<>();

    Identifiers(long seed) {
        this.seed = seed;
    }

    String named(String kind, String name) {
        return named.computeIfAbsent(kind + ':' + name, k -> of(kind, new Random(seed * 1_000_003L + hash(k))));
    }

    /** An identifier of that kind drawn from the given source; the kind is AWS's own prefix. */
    String of(String kind, Random random) {
        return switch (kind) {
            case "AKIA", "ASIA" -> kind + draw(BASE32, 16, random);
            case "AROA", "AIDA", "AIPA" -> kind + draw(BASE32, 17, random);
            case "uuid" ->
                new UUID(
                                random.nextLong() & 0xffffffffffff0fffL | 0x4000L,
                                random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L)
                        .toString();
            case "hex32" -> draw(HEX, 32, random);
            case "hex64" -> draw(HEX, 64, random);
            case "upper16" -> draw(BASE32, 16, random);
            case "text6" -> draw(ALPHANUMERIC, 6, random);
            case "text16" -> draw(ALPHANUMERIC, 16, random);
            default -> kind + "-0" + draw(HEX, 16, random);
        };
    }

    private static String draw(String alphabet, int length, Random random) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** FNV-1a: {@code String.hashCode} of short names is too regular for neighbouring seeds. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
