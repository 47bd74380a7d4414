package org.eksrunbook.trail;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The log files that belong to an incident, before any of them is opened.
 *
 * @param location the folder, as a person would name it
 * @param files how many will be read
 * @param bytes their size as stored, compressed
 * @param groups how many steps reading takes
 * @param from first day that the folder names tell of
 * @param until last day that the folder names tell of
 */
public record Survey(
        String location,
        int files,
        long bytes,
        int groups,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    public boolean found() {
        return files > 0;
    }
}
