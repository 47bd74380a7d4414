package org.eksrunbook.trail;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that makes things by itself, from the first call of the attacker on that made or changed it. */
final class SetUp {

    static final String BEANSTALK = "elasticbeanstalk.amazonaws.com";

    /** Whoever has a stack worked on under ever new names is known by the first. */
    static final int MOST = 100;

    private final MakerCall call;
    private final First first;
    private final boolean byBeanstalk;
    private final Set<String> callers = new HashSet<>();
    private final Set<String> sessions = new HashSet<>();
    private @Nullable String id;
    private @Nullable Instant ended;

    SetUp(MakerCall call, EventRecord first) {
        this.call = call;
        this.first = new First(first.eventId(), first.name(), first.time(), first.accountId(), first.region());
        byBeanstalk = BEANSTALK.equals(ServiceAtWork.service(first));
        id = call.id();
    }

    /** What is kept of the first call: thousands of whole ones would fill the memory. */
    record First(String eventId, String name, @Nullable Instant time, String accountId, String region) {}

    /**
     * One more call of the attacker's that works on it.
     *
     * @return whether all of it could be kept
     */
    boolean also(MakerCall more, EventRecord event) {
        id = id == null ? more.id() : id;
        // Where it is worked on once more, the deletion had failed, or another took its place.
        ended = event.name().equals("DeleteStack") ? event.time() : null;
        String session = more.role() == null ? null : Arns.session(more.role(), "AWSCloudFormation");
        return keep(callers, event.identity().arn()) & keep(sessions, session);
    }

    private static boolean keep(Set<String> kept, @Nullable String name) {
        if (name == null || kept.contains(name)) {
            return true;
        }
        return kept.size() < MOST && kept.add(name);
    }

    MakerCall call() {
        return call;
    }

    First first() {
        return first;
    }

    /** Whether Elastic Beanstalk made it, for an environment. */
    boolean isBeanstalks() {
        return byBeanstalk;
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
