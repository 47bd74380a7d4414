package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.eksrunbook.evidence.Sha256;

/** Texts of a log by 64 bits of their SHA-256, however long they are: nobody finds two of the same. For one thread. */
final class Fingerprints {

    private final MessageDigest digest = Sha256.digest();

    long of(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(UTF_8))).getLong();
    }
}
