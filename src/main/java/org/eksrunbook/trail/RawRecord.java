package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One record as bytes, with the places of the fields that were looked up. It is a view of the scanner's buffer: valid until the scanner goes on.
 * Where a field stands twice the last one counts, as a parser would have it; {@link #forEach} gives every one.
 */
final class RawRecord {

    private static final Field[] FIELDS = Field.values();

    private byte[] buffer = {};
    private int start;
    private int length;
    private int count;
    private int[] fields = new int[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private boolean[] containers = new boolean[64];
    private boolean[] escapes = new boolean[64];
    private final int[] last = new int[FIELDS.length];

    /** Receives each place at which a field holds a plain value: quotes left out, escapes as they stand. */
    @FunctionalInterface
    interface Place {
        /** @param escaped whether there may be escapes in it */
        void at(Field field, byte[] buffer, int from, int to, boolean escaped);
    }

    void clear() {
        count = 0;
        Arrays.fill(last, -1);
    }

    void over(byte[] newBuffer, int newStart, int newLength) {
        buffer = newBuffer;
        start = newStart;
        length = newLength;
    }

    /** Notes a field; places are relative to the record's first byte. */
    void note(Field field, int from, int to, boolean container, boolean escaped) {
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            containers = Arrays.copyOf(containers, count * 2);
            escapes = Arrays.copyOf(escapes, count * 2);
        }
        fields[count] = field.ordinal();
        starts[count] = from;
        ends[count] = to;
        containers[count] = container;
        escapes[count] = escaped;
        last[field.ordinal()] = count++;
    }

    boolean has(Field field) {
        return last[field.ordinal()] >= 0;
    }

    /** Whether the field is an object or a list. */
    boolean isContainer(Field field) {
        int place = last[field.ordinal()];
        return place >= 0 && containers[place];
    }

    /** The field's text, escapes resolved; {@code null} where it is missing, null or no plain value. */
    @Nullable
    String text(Field field) {
        int place = last[field.ordinal()];
        return place < 0 || containers[place]
                ? null
                : JsonText.decode(buffer, start + starts[place], start + ends[place]);
    }

    /** The bytes of an object or list. */
    byte[] container(Field field) {
        int place = last[field.ordinal()];
        return Arrays.copyOfRange(buffer, start + starts[place], start + ends[place]);
    }

    boolean is(Field field, byte[] literal) {
        int place = last[field.ordinal()];
        return place >= 0
                && Arrays.equals(buffer, start + starts[place], start + ends[place], literal, 0, literal.length);
    }

    /** The field's bytes as they stand; none where it is missing. */
    byte[] raw(Field field) {
        int place = last[field.ordinal()];
        return place < 0 ? new byte[0] : Arrays.copyOfRange(buffer, start + starts[place], start + ends[place]);
    }

    /** Whether the field's bytes begin so. */
    boolean begins(Field field, byte[] beginning) {
        int place = last[field.ordinal()];
        return place >= 0
                && ends[place] - starts[place] >= beginning.length
                && Arrays.equals(
                        buffer,
                        start + starts[place],
                        start + starts[place] + beginning.length,
                        beginning,
                        0,
                        beginning.length);
    }

    /** Whether the field's bytes lie between two others in order, or are one of them. */
    boolean isBetween(Field field, byte[] first, byte[] lastOne) {
        int place = last[field.ordinal()];
        if (place < 0) {
            return false;
        }
        int from = start + starts[place];
        int to = start + ends[place];
        return Arrays.compareUnsigned(buffer, from, to, first, 0, first.length) >= 0
                && Arrays.compareUnsigned(buffer, from, to, lastOne, 0, lastOne.length) <= 0;
    }

    void forEach(Place each) {
        for (int place = 0; place < count; place++) {
            if (!containers[place]) {
                each.at(FIELDS[fields[place]], buffer, start + starts[place], start + ends[place], escapes[place]);
            }
        }
    }

    byte[] bytes() {
        return Arrays.copyOfRange(buffer, start, start + length);
    }

    /** The record as text; bytes that are no UTF-8 become replacement characters. */
    String asText() {
        return new String(buffer, start, length, UTF_8);
    }

    int length() {
        return length;
    }
}
