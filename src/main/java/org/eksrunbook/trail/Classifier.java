package org.eksrunbook.trail;

import java.util.List;
import java.util.Optional;

/**
 * Judges one event: pure, without state, the same answer for the same event and rule version. Whose event it is, is not asked here; a
 * service at work for itself is left out, since who acted decides.
 */
public final class Classifier {
    /** Changes whenever a rule or the table of facts changes, so that an old finding says by which rules it was made. */
    public static final String RULE_VERSION = "1";

    private Classifier() {}

    /** The rules with the table of facts that the product carries. */
    public static Classifier standard() {
        return new Classifier();
    }

    /** The finding of a CloudTrail record; empty where the event is nobody's doing. */
    public Optional<Finding> classify(EventRecord event) {
        Identity who = event.identity();
        return Optional.of(new Finding(
                event.eventId(),
                Finding.CLOUDTRAIL,
                event.timeText(),
                event.source(),
                event.name(),
                event.region(),
                event.accountId(),
                who.principal(),
                who.accessKeyId(),
                event.sourceIp(),
                event.userAgent(),
                Category.OTHER,
                List.of(Category.OTHER),
                event.errorCode() == null,
                event.errorCode(),
                List.of(),
                List.of(),
                "not judged yet",
                RULE_VERSION));
    }

    /** The finding of an audit event; empty where it says nothing (health checks and the like). */
    public Optional<Finding> classify(AuditEvent event) {
        return Optional.empty();
    }
}
