package org.eksrunbook.trail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The content of a small gzip file that was unpacked at one go. What is large, damaged, of several members or followed by anything is left to
 * {@link GunzipStream}, from its first byte: whoever reads sees no difference but the time.
 */
final class WholeGunzip extends InputStream {

    private final InputStream stored;
    private final ByteBuffer content;
    private final @Nullable ContentHash hash;
    private @Nullable Libdeflate library;

    private WholeGunzip(InputStream stored, Libdeflate library, ByteBuffer content, @Nullable ContentHash hash) {
        this.stored = stored;
        this.library = library;
        this.content = content;
        this.hash = hash;
    }

    /** The content of a gzip file, to be closed. */
    static InputStream open(InputStream stored, Unpacking unpacking, @Nullable ContentHash hash) {
        Libdeflate library = unpacking.libdeflate() ? Libdeflate.take() : null;
        if (library == null) {
            return new GunzipStream(stored, unpacking, hash);
        }
        WholeGunzip whole = null;
        try {
            Beginning beginning = Beginning.of(stored);
            ByteBuffer content = beginning.isAll() ? library.unpack(beginning.bytes(), beginning.length()) : null;
            if (content == null || content.limit() > unpacking.total()) {
                return new GunzipStream(beginning.andTheRestOf(stored), unpacking, hash);
            }
            whole = new WholeGunzip(stored, library, content, hash);
            return whole;
        } finally {
            if (whole == null) {
                library.close();
            }
        }
    }

    /** @param failure why no more could be read */
    private record Beginning(
            byte[] bytes,
            int length,
            boolean isAll,
            @Nullable IOException failure) {

        static Beginning of(InputStream stored) {
            byte[] bytes = new byte[1 << 16];
            int length = 0;
            try {
                while (length < Libdeflate.MOST_STORED) {
                    if (length == bytes.length) {
                        bytes = Arrays.copyOf(bytes, length * 2);
                    }
                    int count = stored.read(bytes, length, bytes.length - length);
                    if (count <= 0) {
                        return new Beginning(bytes, length, true, null);
                    }
                    length += count;
                }
                return new Beginning(bytes, length, false, null);
            } catch (IOException failed) {
                return new Beginning(bytes, length, false, failed);
            }
        }

        /** As the file would be read without having looked. */
        InputStream andTheRestOf(InputStream stored) {
            return new SequenceInputStream(
                    new ByteArrayInputStream(bytes, 0, length),
                    failure == null ? stored : new Failing(stored, failure));
        }
    }

    /** What could not be read a moment ago. */
    private static final class Failing extends InputStream {

        private final InputStream stored;
        private final IOException failure;

        Failing(InputStream stored, IOException failure) {
            this.stored = stored;
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public void close() throws IOException {
            stored.close();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (library == null) {
            throw new IOException("closed");
        }
        if (length == 0) {
            return 0;
        }
        int count = Math.min(length, content.remaining());
        if (count == 0) {
            return -1;
        }
        content.get(target, offset, count);
        if (hash != null) {
            hash.update(target, offset, count);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        if (library != null) {
            library.close();
            library = null;
        }
        stored.close();
    }
}
