package org.eksrunbook.trail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;

/** Which tokens stand in which files of a group, as hashes and the files' numbers, without boxing. For one thread while it grows. */
final class TokenFiles implements HashSink {

    private static final int NONE = -1;

    private long[] slots = new long[1 << 10];
    private int[] newest = new int[1 << 10];
    private int size;
    // A chain of the files of each token, the newest first.
    private int[] files = new int[1 << 11];
    private int[] before = new int[1 << 11];
    private int links;
    private int file;

    /** The file in which the tokens that follow stand. */
    void in(int number) {
        file = number;
    }

    @Override
    public void add(long hash) {
        add(hash, file);
    }

    boolean contains(long hash) {
        return slots[HashSet64.slot(slots, hash)] != 0;
    }

    void addAll(TokenFiles other) {
        for (int slot = 0; slot < other.slots.length; slot++) {
            if (other.slots[slot] != 0) {
                for (int link = other.newest[slot]; link != NONE; link = other.before[link]) {
                    add(other.slots[slot], other.files[link]);
                }
            }
        }
    }

    private void add(long hash, int number) {
        int slot = HashSet64.slot(slots, hash);
        if (slots[slot] == 0) {
            slots[slot] = hash;
            newest[slot] = link(number, NONE);
            if (++size * 2 > slots.length) {
                grow();
            }
        } else if (files[newest[slot]] != number) {
            newest[slot] = link(number, newest[slot]);
        }
    }

    private int link(int number, int earlier) {
        if (links == files.length) {
            files = Arrays.copyOf(files, links * 2);
            before = Arrays.copyOf(before, links * 2);
        }
        files[links] = number;
        before[links] = earlier;
        return links++;
    }

    private void grow() {
        long[] moreSlots = new long[slots.length * 2];
        int[] moreNewest = new int[moreSlots.length];
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != 0) {
                int to = HashSet64.slot(moreSlots, slots[slot]);
                moreSlots[to] = slots[slot];
                moreNewest[to] = newest[slot];
            }
        }
        slots = moreSlots;
        newest = moreNewest;
    }

    /** The hashes in order, as Base64 of big-endian longs. */
    String encodedTokens() {
        long[] sorted = sorted();
        ByteBuffer bytes = ByteBuffer.allocate(sorted.length * Long.BYTES);
        for (long hash : sorted) {
            bytes.putLong(hash);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** For each hash in order its files: how many, the first, and by how much each further one is greater; numbers of seven bits a byte, as Base64. */
    String encodedFiles() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size * 3);
        int[] some = new int[16];
        for (long hash : sorted()) {
            int count = 0;
            for (int link = newest[HashSet64.slot(slots, hash)]; link != NONE; link = before[link]) {
                if (count == some.length) {
                    some = Arrays.copyOf(some, count * 2);
                }
                some[count++] = files[link];
            }
            Arrays.sort(some, 0, count);
            put(count, bytes);
            int last = 0;
            for (int at = 0; at < count; at++) {
                put(some[at] - last, bytes);
                last = some[at];
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The numbers of the files in which one of the wanted tokens may stand. */
    static BitSet holding(Wanted wanted, String encodedTokens, String encodedFiles) {
        ByteBuffer tokens = ByteBuffer.wrap(Base64.getDecoder().decode(encodedTokens));
        ByteBuffer numbers = ByteBuffer.wrap(Base64.getDecoder().decode(encodedFiles));
        BitSet holding = new BitSet();
        while (tokens.remaining() >= Long.BYTES) {
            boolean isWanted = wanted.mayHold(tokens.getLong());
            int file = 0;
            for (int count = get(numbers); count > 0; count--) {
                file += get(numbers);
                if (isWanted) {
                    holding.set(file);
                }
            }
        }
        return holding;
    }

    /** Whether one of the tokens is wanted. */
    static boolean holdsOne(Wanted wanted, String encodedTokens) {
        ByteBuffer tokens = ByteBuffer.wrap(Base64.getDecoder().decode(encodedTokens));
        while (tokens.remaining() >= Long.BYTES) {
            if (wanted.mayHold(tokens.getLong())) {
                return true;
            }
        }
        return false;
    }

    private long[] sorted() {
        long[] sorted = new long[size];
        int at = 0;
        for (long hash : slots) {
            if (hash != 0) {
                sorted[at++] = hash;
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static void put(int number, ByteArrayOutputStream bytes) {
        int rest = number;
        while (rest > 0x7f) {
            bytes.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    private static int get(ByteBuffer bytes) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int seven = bytes.get();
            number |= (seven & 0x7f) << shift;
            if (seven >= 0) {
                return number;
            }
        }
    }
}
