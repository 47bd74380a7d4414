package org.eksrunbook.trail;

import java.util.Arrays;

/**
 * The tokens that records hold, and whether a record holds one that is wanted. The same values come again and again: what one led to is remembered,
 * so that most are compared instead of taken apart. For one thread.
 */
final class TokenIndex implements RawRecord.Place {

    private static final int SLOTS = 1 << 10;
    private static final int LONGEST = 256;

    private final Wanted wanted;
    private final HashSet64 hashes = new HashSet64();
    private final byte[][] values = new byte[SLOTS][];
    private final int[] fields = new int[SLOTS];
    private final boolean[] wantedOnes = new boolean[SLOTS];
    private boolean hit;
    private boolean hitOfValue;

    TokenIndex(Wanted wanted) {
        this.wanted = wanted;
    }

    HashSet64 hashes() {
        return hashes;
    }

    /** Takes in a record's tokens and tells whether one is wanted. */
    boolean add(RawRecord record) {
        hit = false;
        record.forEach(this);
        return hit;
    }

    void add(String token) {
        hashes.add(Token.hash(token));
    }

    @Override
    public void at(Field field, byte[] buffer, int from, int to, boolean escaped) {
        if (!RawTokens.hasAny(field)) {
            return;
        }
        int slot = slot(field, buffer, from, to);
        byte[] known = values[slot];
        if (known != null
                && fields[slot] == field.ordinal()
                && Arrays.equals(known, 0, known.length, buffer, from, to)) {
            hit |= wantedOnes[slot];
            return;
        }
        hitOfValue = false;
        RawTokens.of(field, buffer, from, to, escaped, this::take);
        hit |= hitOfValue;
        if (to - from <= LONGEST) {
            values[slot] = Arrays.copyOfRange(buffer, from, to);
            fields[slot] = field.ordinal();
            wantedOnes[slot] = hitOfValue;
        }
    }

    private void take(long hash) {
        hashes.add(hash);
        hitOfValue |= wanted.mayHold(hash);
    }

    /** Values of a field differ at their end, if anywhere, and in their length. */
    private static int slot(Field field, byte[] buffer, int from, int to) {
        int sum = field.ordinal() * 31 + (to - from);
        for (int at = Math.max(from, to - 8); at < to; at++) {
            sum = sum * 31 + buffer[at];
        }
        return (sum ^ sum >>> 10 ^ sum >>> 20) & SLOTS - 1;
    }
}
