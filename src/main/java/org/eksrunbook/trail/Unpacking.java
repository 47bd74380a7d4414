package org.eksrunbook.trail;

import java.util.zip.ZipException;

/**
 * How compressed files are unpacked, and how much may come out of one.
 *
 * @param total in bytes
 * @param ratio bytes out for each byte in; asked only once there is much
 * @param libdeflate whether the system's {@link Libdeflate} does it where there is one
 */
record Unpacking(long total, int ratio, boolean libdeflate) {

    void check(long in, long out, long ratioFrom) throws ZipException {
        if (out > total) {
            throw new ZipException("holds more than " + (total >> 20) + " MB");
        }
        if (out > ratioFrom && out / ratio > in) {
            throw new ZipException("is compressed more than " + ratio + " to one: no log is");
        }
    }
}
