package org.eksrunbook.trail;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eksrunbook.incident.ByteSize;

/**
 * What one principal read by one call, put together: «GetObject × 4,210 on 3 buckets, 12 GB».
 *
 * @param calls that took effect
 * @param places on how many things of which type; an object of S3 counts as its bucket
 * @param morePlaces there were more things than were told apart
 * @param bytes that the log says were handed out
 * @param told calls of which the log says how much; of the others nothing is known
 * @param doubted calls of which it says something that is no number of bytes
 * @param sensitivity of the heaviest thing
 * @param first time of the first call, as the log wrote it
 * @param example the first call
 */
public record ReadGroup(
        String principal,
        String eventSource,
        String eventName,
        long calls,
        List<Places> places,
        boolean morePlaces,
        long bytes,
        long told,
        long doubted,
        int sensitivity,
        String first,
        String last,
        String example) {

    private static final int MOST_TYPES = 5;

    /** How many things of a type. */
    public record Places(String type, long count) {

        String words() {
            String one = Plurals.name(type);
            return number(count) + " " + (count == 1 ? one : Plurals.of(one));
        }
    }

    public ReadGroup {
        places = List.copyOf(places);
    }

    /** How often, and on how much. */
    public String words() {
        String on = places.stream().map(Places::words).limit(MOST_TYPES).collect(Collectors.joining(", "));
        return "× " + number(calls) + (on.isEmpty() ? "" : " on " + (morePlaces ? "at least " : "") + on);
    }

    /** How much, and of how many calls that is known. */
    public String volume() {
        String known = told == 0
                ? "the log does not say how much"
                : ByteSize.words(bytes)
                        + (told == calls
                                ? ""
                                : ", as the log says of " + number(told) + " of " + number(calls)
                                        + " calls; of the others it does not say how much");
        return doubted == 0
                ? known
                : known + "; what it says of " + number(doubted) + " is no number of bytes and is not counted";
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
