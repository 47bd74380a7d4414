package org.eksrunbook.trail;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's libdeflate, where there is one: unpacks a whole gzip member in less than half of the time of Java's zlib, and says no to whatever is not
 * sound. Its functions are those of <a href="https://github.com/ebiggers/libdeflate/blob/master/libdeflate.h">libdeflate.h</a>. One is for one
 * thread at a time and comes back into use when it is closed.
 */
final class Libdeflate implements AutoCloseable {

    /** Compressed bytes and plain ones of the largest member that it takes; CloudTrail's files are mostly a tenth of that. */
    static final int MOST_STORED = 1 << 20;

    static final int MOST_PLAIN = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Libdeflate.class);
    private static final String LINUX = "libdeflate.so.0";
    /** Header and trailer of a member without content (RFC 1952). */
    private static final int SHORTEST = 18;

    private static final int SUCCESS = 0;
    private static final int MOST_IDLE = 8;
    private static final BlockingQueue<Libdeflate> IDLE = new ArrayBlockingQueue<>(MOST_IDLE);
    private static final boolean IS_THERE = isBound();

    private final Pointer decompressor;
    private final ByteBuffer stored = ByteBuffer.allocateDirect(MOST_STORED);
    private final long[] used = new long[1];
    private final long[] written = new long[1];
    private ByteBuffer plain = ByteBuffer.allocateDirect(1 << 20);

    private Libdeflate(Pointer decompressor) {
        this.decompressor = decompressor;
    }

    /** Whether this machine has it. */
    static boolean isThere() {
        return IS_THERE;
    }

    /** @return {@code null} where this machine has none, or no memory for it */
    static @Nullable Libdeflate take() {
        if (!IS_THERE) {
            return null;
        }
        Libdeflate idle = IDLE.poll();
        if (idle != null) {
            return idle;
        }
        Pointer made = libdeflate_alloc_decompressor();
        if (made == null) {
            return null;
        }
        try {
            return new Libdeflate(made);
        } catch (OutOfMemoryError direct) {
            // Of the JVM's memory beside the heap, which has a limit of its own. Java unpacks without.
            libdeflate_free_decompressor(made);
            return null;
        }
    }

    /**
     * Unpacks a file that is one sound gzip member and nothing else.
     *
     * @return its content, valid until the next call; {@code null}: it is not such a file, or not a small one
     */
    @Nullable
    ByteBuffer unpack(byte[] file, int length) {
        if (length < SHORTEST || length > MOST_STORED) {
            return null;
        }
        stored.clear().put(file, 0, length);
        // Its trailer says how long it is. Where that is a lie there is no room, and it is no sound file either.
        int stated = stored.order(ByteOrder.LITTLE_ENDIAN).getInt(length - Integer.BYTES);
        if (stated < 0 || stated > MOST_PLAIN) {
            return null;
        }
        if (stated > plain.capacity()) {
            try {
                plain = ByteBuffer.allocateDirect(Integer.highestOneBit(stated - 1) << 1);
            } catch (OutOfMemoryError direct) {
                return null;
            }
        }
        int result = libdeflate_gzip_decompress_ex(
                decompressor, stored.clear(), length, plain.clear(), plain.capacity(), used, written);
        return result == SUCCESS && used[0] == length ? plain.limit((int) written[0]) : null;
    }

    @Override
    public void close() {
        if (!IDLE.offer(this)) {
            libdeflate_free_decompressor(decompressor);
        }
    }

    private static boolean isBound() {
        // Sizes are passed as 64 bits below; other systems' names and calling conventions nobody has tried.
        if (!Platform.isLinux() || !Platform.is64Bit()) {
            return false;
        }
        try {
            Native.register(Libdeflate.class, NativeLibrary.getInstance(LINUX));
            return true;
        } catch (LinkageError missing) {
            LOG.debug("Files are unpacked by Java: {}", missing.getMessage());
            return false;
        }
    }

    private static native @Nullable Pointer libdeflate_alloc_decompressor();

    private static native void libdeflate_free_decompressor(Pointer decompressor);

    private static native int libdeflate_gzip_decompress_ex(
            Pointer decompressor,
            ByteBuffer in,
            long inLength,
            ByteBuffer out,
            long outLength,
            long[] inUsed,
            long[] outWritten);
}
