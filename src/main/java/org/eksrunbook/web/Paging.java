package org.eksrunbook.web;

import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param named whether the caller asked for a page at all; downloads give everything otherwise
 */
record Paging(int page, int size, boolean named) {

    static final int MOST = 1000;
    static final int USUAL = 100;

    /** @throws InvalidInput naming what is wrong with either */
    static Paging of(@Nullable String page, @Nullable String size) {
        List<String> faults = new ArrayList<>();
        int number = number("page", page, 0, 0, Integer.MAX_VALUE, faults);
        int rows = number("size", size, USUAL, 1, MOST, faults);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Paging(number, rows, page != null || size != null);
    }

    long offset() {
        return (long) page * size;
    }

    private static int number(String name, @Nullable String text, int usual, int least, int most, List<String> faults) {
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Falls through: the sentence below says what is expected.
        }
        faults.add(name + ": give a whole number from " + least + " to " + most);
        return usual;
    }
}
