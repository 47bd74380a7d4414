package org.eksrunbook.trail;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What comes again in record after record. Objects do, byte for byte: whoever makes a call stands in each of his records with the same words, and
 * they are half of a record. One that is known is compared instead of walked through; one is known from the second time on, since many come once.
 * And members come in the order in which they came before. For one thread.
 */
final class Repeats {

    private static final int LONGEST = 4096;
    private static final int SLOTS = 1 << 10;
    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final KeyOrder[] orders = new KeyOrder[FieldTree.COUNT];
    private final @Nullable Repeat[] objects = new Repeat[SLOTS];
    private final long[] seen = new long[SLOTS];

    Repeats() {
        Arrays.setAll(orders, number -> new KeyOrder());
    }

    /** In which order the members of such an object came. */
    KeyOrder order(FieldTree node) {
        return orders[node.number()];
    }

    /**
     * What an object that begins there is known by.
     *
     * @param length of its beginning, a multiple of 32; a shorter object is not worth it
     * @return 0: it is shorter for certain
     */
    static long mark(byte[] buffer, int from, int limit, int length) {
        if (limit - from < length) {
            return 0;
        }
        long one = 1;
        long two = 2;
        long three = 3;
        long four = 4;
        for (int at = from; at < from + length; at += 4 * Long.BYTES) {
            one = (one ^ (long) EIGHT.get(buffer, at)) * MIX;
            two = (two ^ (long) EIGHT.get(buffer, at + 8)) * MIX;
            three = (three ^ (long) EIGHT.get(buffer, at + 16)) * MIX;
            four = (four ^ (long) EIGHT.get(buffer, at + 24)) * MIX;
        }
        long all = ((one ^ one >>> 32) * MIX ^ (two ^ two >>> 32)) * MIX
                ^ ((three ^ three >>> 32) * MIX ^ (four ^ four >>> 32));
        return (all ^ all >>> 29) * MIX | 1;
    }

    /** The known object of that mark, where it stands there whole. */
    @Nullable
    Repeat at(long mark, byte[] buffer, int from, int limit) {
        Repeat object = objects[slot(mark)];
        return object != null && object.standsAt(buffer, from, limit) ? object : null;
    }

    /** Whether an object of that mark is worth to be kept: one was there before. */
    boolean isSecond(long mark) {
        int slot = slot(mark);
        boolean second = seen[slot] == mark;
        seen[slot] = mark;
        return second;
    }

    /** @param places of the fields in it, counted from its first byte */
    Repeat keep(long mark, byte[] buffer, int from, int to, Places places) {
        Repeat object = new Repeat(Arrays.copyOfRange(buffer, from, to), places);
        objects[slot(mark)] = object;
        return object;
    }

    /** Whether an object of that length is kept at all. */
    static boolean fits(int length, int beginning) {
        return length >= beginning && length <= LONGEST;
    }

    private static int slot(long mark) {
        return (int) (mark >>> 40) & SLOTS - 1;
    }
}
