package org.eksrunbook.incident;

import java.util.Locale;

/** How much, in words for people: {@code 6.1 MB}, with powers of ten, as storage and queries are charged. */
public final class ByteSize {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private ByteSize() {}

    /** @param bytes 0 or more */
    public static String words(long bytes) {
        double size = bytes;
        int unit = 0;
        // Rounded to one digit, 999.95 would be 1000.0 of the smaller unit.
        while (size >= 999.95 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        String number = String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", size);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " " + UNITS[unit];
    }
}
