package org.eksrunbook.trail;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object that was seen, with the places of the fields in it, counted from its first byte, and what its tokens led to. */
final class Repeat {

    private final byte[] bytes;
    private final Places places;
    private KnownTokens @Nullable [] tokens;
    private boolean wanted;
    private int file = -1;

    /** @param places counted from the object's first byte */
    Repeat(byte[] bytes, Places places) {
        this.bytes = bytes;
        this.places = places;
    }

    boolean standsAt(byte[] buffer, int from, int limit) {
        return limit - from >= bytes.length && Arrays.equals(bytes, 0, bytes.length, buffer, from, from + bytes.length);
    }

    int length() {
        return bytes.length;
    }

    Places places() {
        return places;
    }

    /** Each place of a plain value in it. */
    void forEach(RawRecord.Place each) {
        for (int place = 0; place < places.count(); place++) {
            if (!places.isContainer(place)) {
                each.at(places.field(place), bytes, places.start(place), places.end(place), places.isEscaped(place));
            }
        }
    }

    /** What its tokens are; {@code null}: nobody looked yet. */
    KnownTokens @Nullable [] tokens() {
        return tokens;
    }

    void know(KnownTokens[] known) {
        tokens = known;
        for (KnownTokens one : known) {
            wanted |= one.isWanted();
        }
    }

    boolean isWanted() {
        return wanted;
    }

    /** Whether its tokens were not noted for the file yet; they are now. */
    boolean isNewIn(int number) {
        boolean isNew = file != number;
        file = number;
        return isNew;
    }
}
