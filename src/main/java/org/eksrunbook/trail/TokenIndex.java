package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that records hold, and whether a record holds one that is wanted. The same values come again and again: what one led to is remembered,
 * so that most are compared instead of taken apart. For one thread.
 */
final class TokenIndex implements RawRecord.Place {

    private static final int SLOTS = 1 << 10;
    private static final int LONGEST = 256;

    private final Wanted wanted;
    private final TokenFiles files = new TokenFiles();
    private final Repeats repeats = new Repeats();
    private final byte[][] values = new byte[SLOTS][];
    private final int[] fields = new int[SLOTS];
    private final @Nullable KnownTokens[] tokens = new KnownTokens[SLOTS];
    private int file;
    private boolean hit;
    private long[] gathered = new long[32];
    private int gatheredCount;
    private boolean gatheredWanted;

    TokenIndex(Wanted wanted) {
        this.wanted = wanted;
    }

    TokenFiles files() {
        return files;
    }

    /** The objects that the thread's records have shown. */
    Repeats repeats() {
        return repeats;
    }

    /** The number of the file whose records follow. */
    void in(int number) {
        file = number;
        files.in(number);
    }

    /** Takes in a record's tokens and tells whether one is wanted. */
    boolean add(RawRecord record) {
        hit = false;
        for (int number = 0; number < record.againCount(); number++) {
            note(record.again(number));
        }
        record.forEachBeside(this);
        return hit;
    }

    void add(String token) {
        files.add(Token.hash(token));
    }

    @Override
    public void at(Field field, byte[] buffer, int from, int to, boolean escaped) {
        if (!RawTokens.hasAny(field)) {
            return;
        }
        note(tokensOf(field, buffer, from, to, escaped));
    }

    private KnownTokens tokensOf(Field field, byte[] buffer, int from, int to, boolean escaped) {
        int slot = slot(field, buffer, from, to);
        byte[] value = values[slot];
        KnownTokens known = tokens[slot];
        if (known != null
                && fields[slot] == field.ordinal()
                && Arrays.equals(value, 0, value.length, buffer, from, to)) {
            return known;
        }
        RawTokens.of(field, buffer, from, to, escaped, this::gather);
        known = new KnownTokens(Arrays.copyOf(gathered, gatheredCount), gatheredWanted);
        gatheredCount = 0;
        gatheredWanted = false;
        if (to - from <= LONGEST && comesAgain(field)) {
            values[slot] = Arrays.copyOfRange(buffer, from, to);
            fields[slot] = field.ordinal();
            tokens[slot] = known;
        }
        return known;
    }

    /** A key is of one session and soon taken in: it would only take the places of names and roles. */
    private static boolean comesAgain(Field field) {
        return field != Field.ACCESS_KEY && field != Field.ISSUED_KEY;
    }

    private KnownTokens[] tokensOf(Repeat object) {
        KnownTokens[] known = object.tokens();
        if (known == null) {
            List<KnownTokens> all = new ArrayList<>();
            object.forEach((field, bytes, from, to, escaped) -> {
                if (RawTokens.hasAny(field)) {
                    all.add(tokensOf(field, bytes, from, to, escaped));
                }
            });
            known = all.toArray(new KnownTokens[0]);
            object.know(known);
        }
        return known;
    }

    private void note(Repeat object) {
        KnownTokens[] all = tokensOf(object);
        if (object.isNewIn(file)) {
            for (KnownTokens known : all) {
                known.noteIn(file, files);
            }
        }
        hit |= object.isWanted();
    }

    private void note(KnownTokens known) {
        known.noteIn(file, files);
        hit |= known.isWanted();
    }

    private void gather(long hash) {
        if (gatheredCount == gathered.length) {
            gathered = Arrays.copyOf(gathered, gatheredCount * 2);
        }
        gathered[gatheredCount++] = hash;
        gatheredWanted |= wanted.mayHold(hash);
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
