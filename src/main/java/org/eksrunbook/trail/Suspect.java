package org.eksrunbook.trail;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A principal that is, or may be, the attacker's, with what its events are known by. Grows while the events are read.
 *
 * <p>Two things keep others' events out: {@code since} (a key works for the attacker from when he had it), and {@link #accepts}.
 */
final class Suspect {

    /** Whether an event that shares a token is this suspect's. */
    @FunctionalInterface
    interface Condition {
        boolean holds(Sighting event);
    }

    static final Condition ALWAYS = event -> true;

    private final String id;
    private final String type;
    private final String source;
    private final String confidence;
    private final boolean given;
    private final @Nullable Instant since;
    private final Condition condition;
    private final Set<String> tokens = new LinkedHashSet<>();
    private final Set<String> evidence = new LinkedHashSet<>();
    private @Nullable String arn;
    private @Nullable String workload;
    private @Nullable String excludedBecause;
    private long calls;

    Suspect(
            String id,
            @Nullable String arn,
            String type,
            String source,
            String confidence,
            boolean given,
            @Nullable Instant since,
            Condition condition) {
        this.id = id;
        this.arn = arn;
        this.type = type;
        this.source = source;
        this.confidence = confidence;
        this.given = given;
        this.since = since;
        this.condition = condition;
    }

    /** A suspect that the logs led to, from a moment on. */
    static Suspect found(
            String id, @Nullable String arn, String type, String source, String confidence, @Nullable Instant since) {
        return found(id, arn, type, source, confidence, since, ALWAYS);
    }

    static Suspect found(
            String id,
            @Nullable String arn,
            String type,
            String source,
            String confidence,
            @Nullable Instant since,
            Condition condition) {
        return new Suspect(id, arn, type, source, confidence, false, since, condition);
    }

    Suspect knownBy(String... more) {
        tokens.addAll(Set.of(more));
        return this;
    }

    Suspect because(String eventId) {
        if (evidence.size() < 20) {
            evidence.add(eventId);
        }
        return this;
    }

    /** It also does ordinary work (a pod, a node): its events count only as far as they can be told apart from that. */
    Suspect worksAs(String ordinary) {
        workload = ordinary;
        return this;
    }

    /** How CloudTrail writes who this is, where it is known before a call of it was seen. */
    Suspect standsFor(String name) {
        if (arn == null) {
            arn = name;
        }
        return this;
    }

    Suspect leftOut(String why) {
        excludedBecause = why;
        return this;
    }

    boolean accepts(Sighting event) {
        if (excludedBecause != null) {
            return false;
        }
        Instant time = event.time();
        return (since == null || time == null || !time.isBefore(since)) && condition.holds(event);
    }

    void called(@Nullable String as) {
        calls++;
        if (arn == null && !startsInstances() && !type.equals(IdentityCenter.TYPE)) {
            arn = as;
        }
    }

    String key() {
        return type + "\n" + id;
    }

    String id() {
        return id;
    }

    @Nullable
    String arn() {
        return arn;
    }

    @Nullable
    String workload() {
        return workload;
    }

    boolean given() {
        return given;
    }

    boolean isLeftOut() {
        return excludedBecause != null;
    }

    boolean acted() {
        return calls > 0;
    }

    void forgetCalls() {
        calls = 0;
    }

    String type() {
        return type;
    }

    /** No caller, but what a service starts instances from. */
    boolean startsInstances() {
        return type.equals("instanceGroup") || type.equals("launchTemplate");
    }

    String confidence() {
        return confidence;
    }

    Set<String> tokens() {
        return tokens;
    }

    @Nullable
    Instant since() {
        return since;
    }

    Set<String> evidence() {
        return evidence;
    }

    Principal asPrincipal(int round) {
        boolean included = excludedBecause == null && (given || calls > 0);
        boolean watched = excludedBecause == null && !included;
        String why = excludedBecause != null
                ? excludedBecause
                : watched
                        ? "made or handed out by the attacker; no call of it was found in the logs that were read"
                        : null;
        return new Principal(
                id, arn, type, source, confidence, java.util.List.copyOf(evidence), round, included, watched, why);
    }
}
