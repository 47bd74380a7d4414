package org.eksrunbook.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When the sessions began in which CloudFormation works by service roles. All of a role are called alike, whosever stack it is; a stack that the attacker makes was
 * not there before, and what works for it began with it. Where none began since then in the logs, nobody knows in which one it is worked for him, and none is
 * taken out.
 */
final class StackSessions {

    /** As CloudFormation calls its sessions of a service role. */
    static final String NAME = "AWSCloudFormation";

    private static final int MOST = 100_000;

    private final Map<String, NavigableSet<Instant>> begun = new HashMap<>();
    private int kept;

    void see(Sighting event) {
        AssumedRole session = event.event() == null ? null : AssumedRole.of(event.arn());
        Instant began = began(event);
        if (session == null || !session.sessionName().equals(NAME) || began == null || kept >= MOST) {
            return;
        }
        if (begun.computeIfAbsent(session.arn(), made -> new TreeSet<>()).add(began)) {
            kept++;
        }
    }

    /** Whether what is done may be for a stack that was made at that moment: not in a session from before, where another one began since. */
    boolean mayWorkFor(@Nullable Instant made, Duration during, Sighting event) {
        Instant began = began(event);
        if (made == null || began == null || !began.isBefore(made)) {
            return true;
        }
        Instant next = begun.getOrDefault(String.valueOf(event.arn()), Collections.emptyNavigableSet())
                .ceiling(made);
        return next == null || next.isAfter(made.plus(during));
    }

    private static @Nullable Instant began(Sighting event) {
        return event.event() == null ? null : event.event().identity().sessionBegan();
    }
}
