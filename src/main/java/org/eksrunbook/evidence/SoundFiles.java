package org.eksrunbook.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Files named by the hash of what they hold: whether they still do. Each is read through once, and again where it was changed since; those that
 * were asked for last are remembered.
 */
public final class SoundFiles {

    private static final int MOST = 20_000;

    /** What a file that was changed differs in. */
    private record Look(
            long size, FileTime modified, @Nullable Object file) {
        static Look at(Path path) throws IOException {
            BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
            return new Look(seen.size(), seen.lastModifiedTime(), seen.fileKey());
        }
    }

    private final Map<String, Look> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Look> eldest) {
            return size() > MOST;
        }
    };

    /** Whether the file holds what its name says. */
    public boolean holds(Path path, String sha256) throws IOException {
        Look now = Look.at(path);
        synchronized (known) {
            if (Objects.equals(known.get(sha256), now)) {
                return true;
            }
        }
        if (!hashOf(path).equals(sha256)) {
            return false;
        }
        remember(sha256, now);
        return true;
    }

    /** The file was hashed while it was written. */
    public void written(Path path, String sha256) throws IOException {
        remember(sha256, Look.at(path));
    }

    private void remember(String sha256, Look look) {
        synchronized (known) {
            known.put(sha256, look);
        }
    }

    static String hashOf(Path path) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
