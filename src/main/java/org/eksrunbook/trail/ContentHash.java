package org.eksrunbook.trail;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.eksrunbook.evidence.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of what CloudTrail put into a file: the content of its first gzip member, as digests state it (CloudTrail user guide, «digest file
 * structure»). What was appended behind that member is no part of the hash, is read by every reader, and is therefore told.
 */
final class ContentHash {

    private final MessageDigest digest = Sha256.digest();
    private final @Nullable ByteArrayOutputStream kept;
    private boolean appended;

    ContentHash() {
        this(null);
    }

    /** @param kept receives the content too; it is the caller who bounds it */
    ContentHash(@Nullable ByteArrayOutputStream kept) {
        this.kept = kept;
    }

    void update(byte[] bytes, int offset, int length) {
        if (!appended) {
            digest.update(bytes, offset, length);
            if (kept != null) {
                kept.write(bytes, offset, length);
            }
        }
    }

    void more() {
        appended = true;
    }

    boolean appended() {
        return appended;
    }

    /** To be asked once, at the end. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
