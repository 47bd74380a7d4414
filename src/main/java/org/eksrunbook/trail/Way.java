package org.eksrunbook.trail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to a role that the attacker opened without taking it himself: a role passed to a service, an identity provider of his own. Whoever comes in
 * by it afterwards acts for him.
 *
 * @param how it was opened, in words
 * @param service the service that takes the role, by one of the labels of its name ({@code ecs-tasks}, {@code build.apprunner}); {@code null}: whoever
 *     shows the provider's word
 * @param workload whose ordinary work goes the same way; {@code null} where nobody's does
 * @param until when it closes; {@code null}: it stays open
 * @param session the name under which the service takes the role for the attacker: one of the same kind (alike up to the first hyphen) that differs is
 *     somebody else's; {@code null} where names tell nothing
 * @param stackSet the stack set for which CloudFormation takes the role: it takes it for others' too, which {@link StackSets} tells; {@code null}: for none
 */
record Way(
        String how,
        @Nullable String service,
        @Nullable String workload,
        String confidence,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String session,
        @Nullable StackSet stackSet) {

    /** One that stays open, whatever the sessions are called. */
    Way(String how, @Nullable String service, @Nullable String workload, String confidence, @Nullable Instant since) {
        this(how, service, workload, confidence, since, null, null, null);
    }

    Way until(@Nullable Instant end) {
        return new Way(how, service, workload, confidence, since, end, session, stackSet);
    }

    Way underName(@Nullable String name) {
        return new Way(how, service, workload, confidence, since, until, name, stackSet);
    }

    Way forStackSet(StackSet set) {
        return new Way(how, service, workload, confidence, since, until, session, set);
    }

    /** By an identity provider that others come in by, too. */
    static Way byChanged(String provider) {
        return new Way(
                "came in by " + provider
                        + ", which the attacker had changed, under a name and from an address that never came in by it before",
                null,
                null,
                "medium",
                null);
    }

    boolean isTakenBy(EventRecord event) {
        Instant time = event.time();
        boolean early = since != null && time != null && time.isBefore(since);
        boolean late = until != null && time != null && time.isAfter(until);
        if (early || late || isAnothers(Json.text(event.request(), "roleSessionName"))) {
            return false;
        }
        String by = event.identity().invokedBy();
        return service == null
                || by != null
                        && by.endsWith(".amazonaws.com")
                        && List.of(by.split("[.-]", -1)).contains(service);
    }

    private boolean isAnothers(@Nullable String name) {
        return session != null
                && name != null
                && name.startsWith(session.substring(0, session.indexOf('-') + 1))
                && !name.equals(session);
    }
}
