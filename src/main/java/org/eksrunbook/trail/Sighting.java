package org.eksrunbook.trail;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way through the investigation: one of the two records is there.
 *
 * @param eventId as the part names it: that of the record, or one made of its content
 */
record Sighting(
        String eventId,
        @Nullable Instant time,
        @Nullable String address,
        EventTokens tokens,
        @Nullable EventRecord event,
        @Nullable AuditEvent audit) {

    static Sighting of(String eventId, EventRecord event) {
        return new Sighting(eventId, event.time(), event.sourceIp(), EventTokens.of(event), event, null);
    }

    static Sighting of(String eventId, AuditEvent audit) {
        return new Sighting(
                eventId, Times.lenient(audit.timeText()), audit.sourceIp(), EventTokens.of(audit), null, audit);
    }

    Set<String> acting() {
        return tokens.acting();
    }

    /** With what was called, as whoever called wrote it. */
    @Nullable
    String agent() {
        return event != null ? event.userAgent() : audit == null ? null : audit.userAgent();
    }

    /** How the log names who acted. */
    @Nullable
    String arn() {
        return event != null ? event.identity().arn() : audit == null ? null : audit.user();
    }

    /** The access key that the call was signed with, as far as the log tells it. */
    @Nullable
    String key() {
        return event != null ? event.identity().accessKeyId() : audit == null ? null : audit.accessKeyId();
    }

    /**
     * Under which name somebody came in who has none in IAM, as the token that his other comings-in share: what an identity provider calls him, an
     * identity of an identity pool, the serial number of a certificate; {@code null}: he has none.
     */
    @Nullable
    String comesInAs() {
        if (event == null || !asksToComeIn()) {
            return null;
        }
        String pool = HandedOut.poolIdentity(event);
        if (pool != null) {
            return Token.POOL_IDENTITY.of(pool);
        }
        String serial = HandedOut.certificate(event);
        String name = event.identity().principalId();
        return serial != null ? Token.SESSION.of(serial) : name == null || name.isEmpty() ? null : Token.ID.of(name);
    }

    /** The key that the event handed out, unless to a service: services take roles for others. */
    @Nullable
    String keyForAnother() {
        return event == null || event.identity().isService() ? null : HandedOut.key(event);
    }

    /**
     * Somebody took a session who has no name of his own in this log: let in by an identity provider's word, by a certificate, or from another
     * account. What is known of him is the session that he got.
     */
    boolean comesIn() {
        return asksToComeIn() && tookEffect();
    }

    /** The same, whether he was let in or not. */
    boolean asksToComeIn() {
        return event != null
                && event.identity().arn() == null
                && !event.identity().isService()
                && SessionsIssued.isTaking(event);
    }

    /** Neither refused nor failed: nobody new comes of what was only tried. */
    boolean tookEffect() {
        if (event != null) {
            return Outcome.effective(event);
        }
        return audit != null && audit.effective();
    }
}
