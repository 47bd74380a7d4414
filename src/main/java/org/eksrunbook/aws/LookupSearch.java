package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.eksrunbook.evidence.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One lookup in one account and region over a span of time, and how far it is.
 *
 * @param settled up to here nothing new will show: events appear some minutes late
 * @param next page to go on with; {@code null}: the first
 * @param failures in a row
 * @param reason of the last failure, or why it is not asked
 * @param newest time of the newest event of anybody, where that was the question
 */
record LookupSearch(
        String id,
        int round,
        Place place,
        Lookup lookup,
        Instant from,
        Instant until,
        Instant settled,
        State state,
        @Nullable String next,
        int calls,
        long events,
        int failures,
        @Nullable String reason,
        @Nullable String newest) {

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether its span is, or will be, searched. */
    boolean counts() {
        return state == State.OPEN || state == State.DONE;
    }

    /** As it is after a page. */
    LookupSearch turned(@Nullable String nextPage) {
        return new LookupSearch(
                id, round, place, lookup, from, until, settled, state, nextPage, calls + 1, events, 0, null, newest);
    }

    enum State {
        OPEN,
        DONE,
        /** AWS does not let us ask there: not tried again in this round. */
        REFUSED,
        /** AWS does not take this value; others may be asked there. */
        REJECTED,
        /** A person went on without it. */
        GIVEN_UP
    }

    record Place(String account, String region) {}

    static LookupSearch planned(int round, Place place, Lookup lookup, Instant from, Instant until, Instant settled) {
        String id = Sha256.of(String.join(
                                "\n",
                                Integer.toString(round),
                                place.account(),
                                place.region(),
                                lookup.by().name(),
                                lookup.value(),
                                from.toString(),
                                until.toString())
                        .getBytes(UTF_8))
                .substring(0, 40);
        return new LookupSearch(id, round, place, lookup, from, until, settled, State.OPEN, null, 0, 0, 0, null, null);
    }
}
