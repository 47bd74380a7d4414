package org.eksrunbook.trail;

import java.time.Instant;
import java.util.Set;

/**
 * Sessions that began before the compromise and were alive then: a pod's, whose credentials lie in it; one that was cached on a stolen laptop. They live for as long
 * as was asked for, else an hour, those of users twelve (STS API reference, {@code DurationSeconds}).
 */
final class LivingSessions {

    private static final Set<String> OF_USERS = Set.of("GetSessionToken", "GetFederationToken");
    private static final long OF_ROLE = 3_600;
    private static final long OF_USER = 43_200;

    private LivingSessions() {}

    static boolean beginsOne(Sighting event, Instant compromisedAt) {
        EventRecord record = event.event();
        Instant began = event.time();
        boolean ofUser = record != null && OF_USERS.contains(record.name());
        if (record == null || began == null || !ofUser && !SessionsIssued.isTaking(record) || !event.tookEffect()) {
            return false;
        }
        long asked = record.request().path("durationSeconds").asLong(ofUser ? OF_USER : OF_ROLE);
        return !began.plusSeconds(Math.min(Math.max(asked, 0), 3 * OF_USER)).isBefore(compromisedAt);
    }
}
