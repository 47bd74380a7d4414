package org.eksrunbook.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in a part: flat columns to ask by, and the event itself.
 *
 * @param micros microseconds since 1970; {@code null} where the event's time cannot be read
 * @param rank of several lines about one event the lowest counts: the Kubernetes audit log writes a line a stage
 * @param file where it was read, escaped
 */
record PartRow(
        String eventId,
        String source,
        String eventTime,
        @Nullable Long micros,
        String eventSource,
        String eventName,
        String region,
        String accountId,
        String principal,
        @Nullable String principalId,
        @Nullable String issuerArn,
        @Nullable String issuerName,
        @Nullable String userName,
        @Nullable String accessKeyId,
        @Nullable String sourceIp,
        @Nullable String userAgent,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable Boolean readOnly,
        @Nullable String invokedBy,
        int rank,
        String file,
        String raw) {

    private static final long FURTHEST_SECOND = Long.MAX_VALUE / 2_000_000;

    static @Nullable Long micros(@Nullable Instant time) {
        // Times that no clock of ours ever shows cannot be counted so.
        return time == null || Math.abs(time.getEpochSecond()) > FURTHEST_SECOND
                ? null
                : time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
