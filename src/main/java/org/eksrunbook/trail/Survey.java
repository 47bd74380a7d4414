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
 * @param source whether it is asked instead of read, and whether it holds anything at all
 * @param unanswered what a source that is asked is still waited for; {@code null}: nothing
 */
public record Survey(
        String location,
        int files,
        long bytes,
        int groups,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Source source,
        @Nullable TrailAnswer unanswered) {

    /** What kind of source the incident has. */
    public enum Source {
        /** Files; what is not there now does not come by itself. */
        READ,
        /** Asked; it answered, and holds no event at all of what it was asked for. */
        ASKED_EMPTY,
        /** Asked; it holds events, whether or not some of them are the principals'. */
        ASKED
    }

    /** Whether there is anything to look into; a source that holds events, none of them the principals', is an answer too. */
    public boolean found() {
        return unanswered == null && (files > 0 || source == Source.ASKED);
    }

    /** Whether the source is asked anew each time, so that newer events come without a newer file. */
    public boolean isAsked() {
        return source != Source.READ;
    }

    static Survey waiting(String location, TrailAnswer unanswered) {
        return new Survey(location, 0, 0, 0, null, null, Source.ASKED_EMPTY, unanswered);
    }

    Survey of(Source kind) {
        return new Survey(location, files, bytes, groups, from, until, kind, unanswered);
    }
}
