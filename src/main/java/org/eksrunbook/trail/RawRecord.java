package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One record as bytes, with the places of the fields that were looked up. It is a view of the scanner's buffer: valid until the scanner goes on.
 * Where a field stands twice the last one counts, as a parser would have it; {@link #forEach} gives every one.
 */
final class RawRecord {

    private static final int MOST_AGAIN = 4;

    private byte[] buffer = {};
    private int start;
    private int length;
    private final Places places = new Places(64);
    private final int[] last = new int[Field.values().length];
    // Objects that may come again, in the order in which they stand, and between which places their fields are.
    private final Repeat[] again = new Repeat[MOST_AGAIN];
    private final int[] firstAgain = new int[MOST_AGAIN];
    private final int[] behindAgain = new int[MOST_AGAIN];
    private int againCount;
    private boolean textForObject;

    /** Receives each place at which a field holds a plain value: quotes left out, escapes as they stand. */
    @FunctionalInterface
    interface Place {
        /** @param escaped whether there may be escapes in it */
        void at(Field field, byte[] buffer, int from, int to, boolean escaped);
    }

    void clear() {
        places.clear();
        Arrays.fill(last, -1);
        againCount = 0;
        textForObject = false;
    }

    /** A text stands where the fields of an object are looked for: some exports write objects so. */
    void holdsTextForObject() {
        textForObject = true;
    }

    boolean hasTextForObject() {
        return textForObject;
    }

    void over(byte[] newBuffer, int newStart, int newLength) {
        buffer = newBuffer;
        start = newStart;
        length = newLength;
    }

    /** Notes a field; places are relative to the record's first byte. */
    void note(Field field, int from, int to, boolean container, boolean escaped) {
        last[field.ordinal()] = places.count();
        places.add(field, from, to, container, escaped);
    }

    /** How many places are noted. */
    int noted() {
        return places.count();
    }

    /** Notes an object that is known, with the fields in it. */
    void note(Repeat object, int from) {
        int first = places.count();
        Places inside = object.places();
        for (int place = 0; place < inside.count(); place++) {
            note(
                    inside.field(place),
                    from + inside.start(place),
                    from + inside.end(place),
                    inside.isContainer(place),
                    inside.isEscaped(place));
        }
        isAgain(object, first);
    }

    /** The places noted from one on are those of an object that may come again; smaller ones in it count no more. */
    void isAgain(Repeat object, int firstPlace) {
        while (againCount > 0 && firstAgain[againCount - 1] >= firstPlace) {
            againCount--;
        }
        if (againCount < MOST_AGAIN) {
            again[againCount] = object;
            firstAgain[againCount] = firstPlace;
            behindAgain[againCount++] = places.count();
        }
    }

    /** The places noted from one on, counted from another byte of the record. */
    Places notedFrom(int firstPlace, int origin) {
        return places.from(firstPlace, origin);
    }

    /** How many objects in it may come again, or have. */
    int againCount() {
        return againCount;
    }

    Repeat again(int number) {
        return again[number];
    }

    boolean has(Field field) {
        return last[field.ordinal()] >= 0;
    }

    /** Whether the field is an object or a list. */
    boolean isContainer(Field field) {
        int place = last[field.ordinal()];
        return place >= 0 && places.isContainer(place);
    }

    /** The field's text, escapes resolved; {@code null} where it is missing, null or no plain value. */
    @Nullable
    String text(Field field) {
        int place = last[field.ordinal()];
        return place < 0 || places.isContainer(place)
                ? null
                : JsonText.decode(buffer, start + places.start(place), start + places.end(place));
    }

    /** The bytes of an object or list. */
    byte[] container(Field field) {
        int place = last[field.ordinal()];
        return Arrays.copyOfRange(buffer, start + places.start(place), start + places.end(place));
    }

    boolean is(Field field, byte[] literal) {
        int place = last[field.ordinal()];
        return place >= 0
                && Arrays.equals(
                        buffer, start + places.start(place), start + places.end(place), literal, 0, literal.length);
    }

    /** The field's bytes as they stand; none where it is missing. */
    byte[] raw(Field field) {
        int place = last[field.ordinal()];
        return place < 0
                ? new byte[0]
                : Arrays.copyOfRange(buffer, start + places.start(place), start + places.end(place));
    }

    /** Whether the field's bytes begin so. */
    boolean begins(Field field, byte[] beginning) {
        int place = last[field.ordinal()];
        return place >= 0
                && places.end(place) - places.start(place) >= beginning.length
                && Arrays.equals(
                        buffer,
                        start + places.start(place),
                        start + places.start(place) + beginning.length,
                        beginning,
                        0,
                        beginning.length);
    }

    /** The digit that stands so many bytes behind the field's first; -1: there is none. */
    int digit(Field field, int offset) {
        int place = last[field.ordinal()];
        if (place < 0 || places.end(place) - places.start(place) <= offset) {
            return -1;
        }
        int digit = buffer[start + places.start(place) + offset] - '0';
        return digit >= 0 && digit <= 9 ? digit : -1;
    }

    /** Whether the field's bytes lie between two others in order, or are one of them. */
    boolean isBetween(Field field, byte[] first, byte[] lastOne) {
        int place = last[field.ordinal()];
        if (place < 0) {
            return false;
        }
        int from = start + places.start(place);
        int to = start + places.end(place);
        return Arrays.compareUnsigned(buffer, from, to, first, 0, first.length) >= 0
                && Arrays.compareUnsigned(buffer, from, to, lastOne, 0, lastOne.length) <= 0;
    }

    void forEach(Place each) {
        forEach(0, places.count(), each);
    }

    /** The places that lie in no object that may come again. */
    void forEachBeside(Place each) {
        int from = 0;
        for (int number = 0; number < againCount; number++) {
            forEach(from, firstAgain[number], each);
            from = behindAgain[number];
        }
        forEach(from, places.count(), each);
    }

    private void forEach(int first, int behind, Place each) {
        for (int place = first; place < behind; place++) {
            if (!places.isContainer(place)) {
                each.at(
                        places.field(place),
                        buffer,
                        start + places.start(place),
                        start + places.end(place),
                        places.isEscaped(place));
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
