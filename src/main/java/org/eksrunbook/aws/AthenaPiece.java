package org.eksrunbook.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.trail.TrailRequest;

/**
 * One piece of the trail that is extracted by one query: a span of time of some accounts. No day of an account is extracted twice, but for the last
 * hour before «now», of which logs still arrive.
 *
 * @param id made of what it holds
 * @param target table that it is extracted into
 * @param fullFrom from here on every event, before it those of the scope's principals
 * @param settled logs of the time before this have arrived: another piece begins here
 * @param round that planned it
 */
record AthenaPiece(
        String id,
        String target,
        List<String> accounts,
        Instant from,
        Instant fullFrom,
        Instant until,
        Instant settled,
        int round,
        long estimated,
        State state) {

    /** CloudTrail delivers within some fifteen minutes (CloudTrail user guide); four times that. */
    private static final Duration ARRIVES_WITHIN = Duration.ofHours(1);

    enum State {
        PLANNED,
        REFUSED,
        EXTRACTED,
        REMOVED
    }

    /** A span of one account that no piece holds yet. */
    record Span(String account, Instant from, Instant fullFrom, Instant until) {}

    /** What a request asks for and no piece holds: of the scope's accounts both windows, of accounts that principals lead to the suspect window. */
    static List<Span> missing(TrailRequest request, List<AthenaPiece> pieces) {
        List<Span> missing = new ArrayList<>();
        for (String account : request.accounts()) {
            boolean ofScope = request.scope().allAccounts().contains(account);
            Instant from = ofScope ? request.baselineFrom() : request.compromisedAt();
            Instant fullFrom = request.compromisedAt();
            List<AthenaPiece> held = pieces.stream()
                    .filter(piece -> piece.accounts().contains(account))
                    .toList();
            if (held.isEmpty()) {
                // Whole days are counted, so that the first one is not taken for a quiet one.
                missing.add(new Span(account, from.truncatedTo(ChronoUnit.DAYS), fullFrom, request.until()));
                continue;
            }
            Instant first =
                    held.stream().map(AthenaPiece::from).min(Instant::compareTo).orElseThrow();
            Instant firstFull = held.stream()
                    .map(AthenaPiece::fullFrom)
                    .min(Instant::compareTo)
                    .orElseThrow();
            Instant last = held.stream()
                    .map(AthenaPiece::until)
                    .max(Instant::compareTo)
                    .orElseThrow();
            Instant settled = held.stream()
                    .map(AthenaPiece::settled)
                    .max(Instant::compareTo)
                    .orElseThrow();
            if (fullFrom.isBefore(firstFull)) {
                missing.add(new Span(account, fullFrom, fullFrom, firstFull));
            }
            if (from.isBefore(first) && from.isBefore(fullFrom)) {
                Instant end = first.isBefore(fullFrom) ? first : fullFrom;
                missing.add(new Span(account, from, end, end));
            }
            if (request.until().isAfter(last)) {
                missing.add(new Span(account, settled, settled, request.until()));
            }
        }
        return missing;
    }

    /** Until when the logs of a piece have all arrived, as of now. */
    static Instant settled(Instant until, Instant now) {
        Instant arrived = now.minus(ARRIVES_WITHIN);
        return until.isBefore(arrived) ? until : arrived;
    }
}
