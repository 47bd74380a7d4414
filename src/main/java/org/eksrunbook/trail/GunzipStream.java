package org.eksrunbook.trail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Gunzips, member after member (RFC 1952), with the checks that {@code GZIPInputStream} leaves out: what stands behind the last member is told,
 * and the output is bounded in total and in ratio to the input.
 */
final class GunzipStream extends InputStream {

    private static final int RATIO_FROM = 32 << 20;

    private final InputStream in;
    private final Unpacking limits;
    private final @Nullable ContentHash hash;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[1 << 16];
    private int pos;
    private int end;
    private long read;
    private long written;
    private int members;
    private boolean inMember;
    private boolean finished;
    // Whoever looks at the beginning first must not take the only warning away from whoever reads it then.
    private @Nullable IOException failure;

    GunzipStream(InputStream in, Unpacking limits) {
        this(in, limits, null);
    }

    GunzipStream(InputStream in, Unpacking limits, @Nullable ContentHash hash) {
        this.in = in;
        this.limits = limits;
        this.hash = hash;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failure != null) {
            throw failure;
        }
        try {
            return inflated(target, offset, length);
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    private int inflated(byte[] target, int offset, int length) throws IOException {
        while (!finished) {
            if (!inMember && !nextMember()) {
                finished = true;
                break;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                if (hash != null) {
                    hash.update(target, offset, count);
                }
                written += count;
                limits.check(read - (end - pos), written, RATIO_FROM);
                return count;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        long before = inflater.getBytesWritten();
        try {
            int count = inflater.inflate(target, offset, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished() || inflater.needsDictionary()) {
                pos = end - inflater.getRemaining();
                endMember();
            } else if (inflater.needsInput()) {
                pos = end;
                if (!fill()) {
                    throw new EOFException("the compressed data end early");
                }
                inflater.setInput(input, pos, end - pos);
            }
            return 0;
        } catch (DataFormatException broken) {
            failure = new ZipException("the compressed data are damaged (" + broken.getMessage() + ")");
            // What was unpacked up to there is sound.
            int sound = (int) (inflater.getBytesWritten() - before);
            if (sound > 0) {
                return sound;
            }
            throw failure;
        }
    }

    private boolean nextMember() throws IOException {
        int first = next();
        while (first == 0 && written > 0) {
            first = next(); // padding
        }
        if (first < 0) {
            return false;
        }
        if (hash != null && members > 0) {
            hash.more();
        }
        if (first != 0x1f || next() != 0x8b) {
            throw new ZipException(written > 0 ? "bytes that are no gzip follow the compressed data" : "not gzip");
        }
        if (must() != 8) {
            throw new ZipException("compressed by a method that gzip does not know");
        }
        int flags = must();
        for (int fixed = 0; fixed < 6; fixed++) {
            must();
        }
        if ((flags & 4) != 0) {
            int extra = must() | must() << 8;
            for (int at = 0; at < extra; at++) {
                must();
            }
        }
        skipText((flags & 8) != 0);
        skipText((flags & 16) != 0);
        if ((flags & 2) != 0) {
            must();
            must();
        }
        inflater.reset();
        checksum.reset();
        inflater.setInput(input, pos, end - pos);
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        inMember = false;
        members++;
        long stated = must() | must() << 8 | must() << 16 | (long) must() << 24;
        for (int size = 0; size < 4; size++) {
            must();
        }
        if (stated != checksum.getValue()) {
            throw new ZipException("the checksum of the compressed data differs: some of it was changed or damaged");
        }
    }

    private void skipText(boolean there) throws IOException {
        while (there && must() != 0) {
            continue;
        }
    }

    private int must() throws IOException {
        int value = next();
        if (value < 0) {
            throw new EOFException("the compressed data end early");
        }
        return value;
    }

    private int next() throws IOException {
        if (pos == end && !fill()) {
            return -1;
        }
        return input[pos++] & 0xff;
    }

    private boolean fill() throws IOException {
        int count = in.read(input, 0, input.length);
        if (count <= 0) {
            return false;
        }
        read += count;
        pos = 0;
        end = count;
        return true;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
