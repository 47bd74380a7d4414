package org.eksrunbook.trail;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a stolen key or user does day by day. Credentials of a person or a program are his alone, so that less is taken for his than for a workload that many share: the same
 * call on the same thing from the same address, over most of a day before the compromise. What was first done in the last hours before it may be the attacker's, who came
 * earlier than was told.
 */
final class Routine {

    private static final String OWNER = "the owner of ";
    private static final Duration OVER = Duration.ofHours(20);

    private record Kind(String workload, String behaviour, String address) {}

    private final Map<Kind, Span> kinds = new HashMap<>();
    private final Map<Kind, Span> addresses = new HashMap<>();

    static String of(String principal) {
        return OWNER + principal;
    }

    static boolean is(@Nullable String workload) {
        return workload != null && workload.startsWith(OWNER);
    }

    void remember(String workload, Baseline.Doing doing) {
        String from = String.valueOf(doing.address());
        take(kinds, new Kind(workload, doing.behaviour(), from), doing);
        take(addresses, new Kind(workload, "", from), doing);
    }

    private static void take(Map<Kind, Span> spans, Kind kind, Baseline.Doing doing) {
        Span span = spans.computeIfAbsent(kind, made -> new Span());
        span.take(doing.first());
        span.take(doing.last());
    }

    boolean includes(String workload, Sighting event) {
        Span span = kinds.get(new Kind(workload, Behaviour.of(event), String.valueOf(event.address())));
        return span != null && span.isAtLeast(OVER);
    }

    /** Whether the owner is known to call from there. */
    boolean isFrom(String workload, @Nullable String address) {
        Span span = addresses.get(new Kind(workload, "", String.valueOf(address)));
        return span != null && span.isAtLeast(OVER);
    }
}
