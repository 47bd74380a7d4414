package org.eksrunbook.trail;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that makes things by itself, from the first call of the attacker on that made or changed it. */
final class SetUp {

    private final MakerCall call;
    private final EventRecord first;
    private final Set<String> callers = new HashSet<>();
    private final Set<String> sessions = new HashSet<>();
    private @Nullable String id;
    private @Nullable Instant ended;

    SetUp(MakerCall call, EventRecord first) {
        this.call = call;
        this.first = first;
        id = call.id();
    }

    /** One more call of the attacker's that works on it. */
    void also(MakerCall more, EventRecord event) {
        id = id == null ? more.id() : id;
        if (event.name().equals("DeleteStack")) {
            ended = event.time();
        }
        String arn = event.identity().arn();
        if (arn != null) {
            callers.add(arn);
        }
        String session = more.role() == null ? null : Arns.session(more.role(), "AWSCloudFormation");
        if (session != null) {
            sessions.add(session);
        }
    }

    MakerCall call() {
        return call;
    }

    EventRecord first() {
        return first;
    }

    @Nullable
    String id() {
        return id;
    }

    /** Its name, else its id. */
    String called() {
        return call.name().isEmpty() ? String.valueOf(id) : call.name();
    }

    boolean isBefore(EventRecord event) {
        return first.time() == null || event.time() == null || !event.time().isBefore(first.time());
    }

    /** Whether the attacker had deleted it by then. */
    boolean isGone(EventRecord event) {
        return ended != null && event.time() != null && event.time().isAfter(ended);
    }

    /**
     * Whether CloudFormation, at work on the stack, calls as that principal: by the role that the stack was given, else in the name of who called it. A stack that was there
     * may have a role that no call tells.
     */
    boolean worksAs(@Nullable String arn) {
        if (!sessions.isEmpty()) {
            return sessions.contains(arn);
        }
        return callers.contains(arn) || !call.made() && arn != null && arn.endsWith("/AWSCloudFormation");
    }
}
