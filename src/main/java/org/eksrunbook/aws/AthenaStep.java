package org.eksrunbook.aws;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One query of an incident, as it stands.
 *
 * @param step names it within the incident
 * @param attempt counts from 1; a query that failed for a passing reason is started anew as the next one
 * @param queryId of this attempt
 * @param bytes that it read
 * @param earlierBytes that attempts before it read: paid for as well
 * @param estimated bytes that this attempt may read, as was known before it was planned
 * @param failure why it failed for good, in words that say what to do
 * @param failedAt when that was seen
 * @param nextToken of the page of its answer that is read next
 * @param results artefacts with the rows read so far
 */
record AthenaStep(
        String step,
        int attempt,
        State state,
        AthenaStatement statement,
        @Nullable String queryId,
        long bytes,
        long earlierBytes,
        long estimated,
        @Nullable String failure,
        @Nullable Instant failedAt,
        @Nullable String nextToken,
        long rows,
        List<String> results) {

    enum State {
        /** Written down; started in the next transaction. */
        PLANNED,
        RUNNING,
        /** Finished; its answer was not read yet. */
        FINISHED,
        /** Nothing is left to do. */
        DONE,
        STOPPED,
        /** Not asked: a person refused it. */
        REFUSED,
        /** Failed for good, until a person has mended what it failed of. */
        FAILED
    }

    /** Bytes that all attempts read. */
    long paidBytes() {
        return earlierBytes + bytes;
    }

    boolean isFinished() {
        return state == State.FINISHED || state == State.DONE;
    }
}
