package org.eksrunbook.trail;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A log's content, gunzipped where it is gzip (whatever its name says), in UTF-8 without a byte order mark, and the form it is in. */
record LogStream(InputStream content, LogFormat format) implements Closeable {

    private static final int BEGINNING = 1 << 13;

    static LogStream open(InputStream stored, Unpacking unpacking) throws IOException {
        return open(stored, unpacking, null);
    }

    /** @param hash receives the content while it is read; to the end, if the hash is to count */
    static LogStream open(InputStream stored, Unpacking unpacking, @Nullable ContentHash hash) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(stored, 1 << 16);
        raw.mark(2);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        BufferedInputStream plain = first == 0x1f && second == 0x8b
                ? new BufferedInputStream(WholeGunzip.open(raw, unpacking, hash), 1 << 16)
                : hash == null ? raw : new BufferedInputStream(new HashedStream(raw, hash), 1 << 16);
        try {
            return told(plain);
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Ends the stored stream, too. */
    @Override
    public void close() throws IOException {
        content.close();
    }

    private static LogStream told(BufferedInputStream plain) throws IOException {
        byte[] beginning = new byte[BEGINNING];
        int length = peek(plain, beginning);
        if (startsWith(beginning, length, 0xef, 0xbb, 0xbf)) {
            plain.skipNBytes(3);
            length = peek(plain, beginning);
        } else if (startsWith(beginning, length, 0xff, 0xfe)) {
            return told(inUtf8(plain, StandardCharsets.UTF_16LE));
        } else if (startsWith(beginning, length, 0xfe, 0xff)) {
            return told(inUtf8(plain, StandardCharsets.UTF_16BE));
        }
        return new LogStream(plain, LogFormat.of(beginning, length));
    }

    private static BufferedInputStream inUtf8(BufferedInputStream plain, Charset charset) throws IOException {
        plain.skipNBytes(2);
        return new BufferedInputStream(new TranscodedStream(plain, charset), 1 << 16);
    }

    private static int peek(BufferedInputStream plain, byte[] beginning) throws IOException {
        plain.mark(beginning.length);
        int length = 0;
        try {
            while (length < beginning.length) {
                int count = plain.read(beginning, length, beginning.length - length);
                if (count <= 0) {
                    break;
                }
                length += count;
            }
        } catch (IOException damaged) {
            // Told when the reading comes to this place; what stands before it is wanted.
            if (length == 0) {
                throw damaged;
            }
        }
        plain.reset();
        return length;
    }

    private static boolean startsWith(byte[] beginning, int length, int... mark) {
        for (int at = 0; at < mark.length; at++) {
            if (at >= length || (beginning[at] & 0xff) != mark[at]) {
                return false;
            }
        }
        return true;
    }
}
