package org.eksrunbook.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source that is asked says. */
public sealed interface TrailAnswer {

    /**
     * Ask again later.
     *
     * @param pause at least this long
     * @param what is waited for, for people
     */
    record Waiting(Duration pause, String what) implements TrailAnswer {}

    /**
     * The next query would read more than the limit: a person decides first.
     *
     * @param scan names exactly this query; the decision is bound to it
     * @param bytes that it would read, estimated before it runs
     * @param money what that costs, with the currency
     * @param statement the query
     */
    record NeedsApproval(String scan, long bytes, String money, String reason, String statement)
            implements TrailAnswer {}

    /**
     * Everything that was asked for in this round is here.
     *
     * @param files the events, as logs
     * @param receipts of the queries that brought them
     * @param counts how many events the source holds, matching or not, over all rounds; empty: it cannot tell
     * @param newest the newest event that the source holds for an account and region, where it cannot count
     * @param limits sentences about what the source does not hold, or was not asked, over all rounds
     */
    record Brought(
            List<File> files,
            List<Map<String, Object>> receipts,
            List<Count> counts,
            List<Newest> newest,
            List<String> limits)
            implements TrailAnswer {

        public Brought {
            files = List.copyOf(files);
            receipts = List.copyOf(receipts);
            counts = List.copyOf(counts);
            newest = List.copyOf(newest);
            limits = List.copyOf(limits);
        }
    }

    /**
     * Events as a log: {@code {"Records":[…]}} or one record a line, gzip or plain.
     *
     * @param artefact the hash under which the content is kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record File(
            String name,
            long size,
            String artefact,
            @Nullable String account) {}

    /**
     * Events that the source holds of one account, region and day.
     *
     * @param dataEvents how many of them are data events, by event source
     * @param dataReads how many of those say that they only read; {@code null}: not known
     */
    record Count(
            String accountId,
            String region,
            String day,
            long events,
            String first,
            String last,
            Map<String, Long> dataEvents,
            @Nullable Map<String, Long> dataReads) {}

    /** @param eventTime of the newest event; {@code null}: there is none in the windows */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Newest(String accountId, String region, @Nullable String eventTime) {}
}
