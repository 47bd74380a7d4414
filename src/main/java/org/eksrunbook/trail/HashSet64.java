package org.eksrunbook.trail;

/** A set of 64-bit hashes without boxing; 0 is none. For one thread while it grows. */
final class HashSet64 implements HashSink {

    private long[] slots = new long[1 << 10];
    private int size;

    @Override
    public void add(long hash) {
        int at = slot(slots, hash);
        if (slots[at] == 0) {
            slots[at] = hash;
            if (++size * 2 > slots.length) {
                grow();
            }
        }
    }

    boolean contains(long hash) {
        return slots[slot(slots, hash)] != 0;
    }

    int size() {
        return size;
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

    /** Where a hash stands, or would; the length is a power of two, and some places are empty. */
    static int slot(long[] slots, long hash) {
        int mask = slots.length - 1;
        int at = (int) (hash ^ hash >>> 32) & mask;
        while (slots[at] != 0 && slots[at] != hash) {
            at = at + 1 & mask;
        }
        return at;
    }
}
