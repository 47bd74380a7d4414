package org.eksrunbook.aws;

import java.time.Instant;
import org.eksrunbook.trail.TrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * One thing to look up. AWS takes one attribute a request, compares it exactly, and knows no attribute for a unique id or a role's sessions.
 *
 * @param value a text that may be an attacker's; empty for {@link By#ANYTHING}
 */
record Lookup(By by, String value) {

    enum By {
        /** Name of a user, or of a session: AWS shows a session's name as its user name. */
        USER_NAME(LookupAttributeKey.USERNAME, true),
        ACCESS_KEY(LookupAttributeKey.ACCESS_KEY_ID, true),
        /** What an event is about: a key that was handed out, a session, a role that was taken. */
        RESOURCE(LookupAttributeKey.RESOURCE_NAME, true),
        /** As {@link #RESOURCE}, and then whatever the sessions did that were handed out for this role. */
        ROLE_SESSIONS(LookupAttributeKey.RESOURCE_NAME, true),
        /** For what no attribute finds. Others' events come too, so only the suspect window is searched. */
        EVENT_NAME(LookupAttributeKey.EVENT_NAME, false),
        /** The newest event of anybody, to know whether there are events at all. */
        ANYTHING(LookupAttributeKey.EVENT_NAME, true);

        private final LookupAttributeKey attribute;
        private final boolean baseline;

        By(LookupAttributeKey attribute, boolean baseline) {
            this.attribute = attribute;
            this.baseline = baseline;
        }

        LookupAttributeKey attribute() {
            return attribute;
        }
    }

    /** A session may have been handed out so long before it was used (GetFederationToken: 36 hours). */
    static final java.time.Duration LONGEST_SESSION = java.time.Duration.ofHours(36);

    Instant from(TrailRequest request, Instant earliest) {
        Instant begin = (by.baseline ? request.baselineFrom() : request.compromisedAt()).minus(LONGEST_SESSION);
        return begin.isBefore(earliest) ? earliest : begin;
    }
}
