package org.eksrunbook.evidence;

import java.util.regex.Pattern;

/**
 * A piece of bulk that ledger entries name: findings, files, rows.
 *
 * @param sha256 hash of the content, and its name in the store
 * @param size in bytes
 */
public record Artefact(String sha256, long size, String mediaType) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Artefact {
        if (!isHash(sha256)) {
            throw new IllegalArgumentException("An artefact is named by 64 hexadecimal digits");
        }
    }

    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }
}
