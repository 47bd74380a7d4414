package org.eksrunbook.trail;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** A set of 64-bit hashes without boxing. For one thread while it grows. */
final class HashSet64 implements HashSink {

    private long[] slots = new long[1 << 10];
    private int size;
    private boolean hasZero;

    @Override
    public void add(long hash) {
        if (hash == 0) {
            hasZero = true;
            return;
        }
        int at = slot(slots, hash);
        if (slots[at] == 0) {
            slots[at] = hash;
            if (++size * 2 > slots.length) {
                grow();
            }
        }
    }

    boolean contains(long hash) {
        return hash == 0 ? hasZero : slots[slot(slots, hash)] != 0;
    }

    void addAll(HashSet64 other) {
        for (long hash : other.slots) {
            if (hash != 0) {
                add(hash);
            }
        }
        hasZero |= other.hasZero;
    }

    /** The hashes in order, as text. */
    String encoded() {
        long[] sorted = new long[size + (hasZero ? 1 : 0)];
        int at = hasZero ? 1 : 0;
        for (long hash : slots) {
            if (hash != 0) {
                sorted[at++] = hash;
            }
        }
        Arrays.sort(sorted);
        ByteBuffer bytes = ByteBuffer.allocate(sorted.length * Long.BYTES);
        for (long hash : sorted) {
            bytes.putLong(hash);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static HashSet64 decoded(String text) {
        HashSet64 set = new HashSet64();
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        while (bytes.remaining() >= Long.BYTES) {
            set.add(bytes.getLong());
        }
        return set;
    }

    private void grow() {
        long[] more = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != 0) {
                more[slot(more, hash)] = hash;
            }
        }
        slots = more;
    }

    private static int slot(long[] slots, long hash) {
        int mask = slots.length - 1;
        int at = (int) (hash ^ hash >>> 32) & mask;
        while (slots[at] != 0 && slots[at] != hash) {
            at = at + 1 & mask;
        }
        return at;
    }
}
