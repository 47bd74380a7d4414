package org.eksrunbook.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A principal that is, or may be, the attacker's, with what its events are known by. Grows while the events are read.
 *
 * <p>Two things keep others' events out: since when (a key works for the attacker from when he had it), and a condition.
 */
final class Suspect {

    /** Whether an event that shares a token is this suspect's. */
    @FunctionalInterface
    interface Condition {
        boolean holds(Sighting event);
    }

    static final Condition ALWAYS = event -> true;

    // Whoever takes one role under one name in a thousand ways has it by the first of them.
    private static final int MOST_GROUNDS = 50;

    private final String id;
    private final String type;
    private final String source;
    private final String confidence;
    private final boolean given;
    private final List<Ground> grounds = new ArrayList<>();
    private final Set<String> tokens = new LinkedHashSet<>();
    private final Set<String> evidence = new LinkedHashSet<>();
    private final Set<StackSet> stackSets = new LinkedHashSet<>();
    // Whether the name that he is known by is his from a moment on: it may become somebody else's.
    private final NavigableMap<Instant, Boolean> named = new TreeMap<>();
    private @Nullable String arn;
    private @Nullable String workload;
    private @Nullable String excludedBecause;
    private @Nullable String leftOutUnlessActing;
    private boolean inside;
    private boolean moreGrounds;
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
        grounds.add(new Ground(source, since, condition, ""));
    }

    /**
     * Why events are this suspect's, from when on and which.
     *
     * @param asks by what the condition goes, beside what the source tells
     */
    private record Ground(String source, @Nullable Instant since, Condition condition, Object asks) {

        boolean holds(Sighting event) {
            Instant time = event.time();
            return (since == null || time == null || !time.isBefore(since)) && condition.holds(event);
        }

        /** The same reason, from then on or earlier. */
        boolean covers(Ground other) {
            return source.equals(other.source)
                    && asks.equals(other.asks)
                    && (since == null || other.since != null && !other.since.isBefore(since));
        }
    }

    /**
     * What was found out about the same suspect once more: an event is his by either ground. Whom the scope names is known by what it says.
     *
     * @return whether it is news
     */
    boolean also(Suspect again) {
        boolean news = false;
        if (again.stackSets.isEmpty()) {
            // Whoever is the attacker's on other grounds too does not work for the set alone.
            stackSets.clear();
        } else if (!stackSets.isEmpty()) {
            stackSets.addAll(again.stackSets);
        }
        for (Ground ground : again.grounds) {
            boolean adds = !given && excludedBecause == null && grounds.stream().noneMatch(one -> one.covers(ground));
            if (adds) {
                grounds.removeIf(ground::covers);
            }
            if (adds && grounds.size() < MOST_GROUNDS) {
                grounds.add(ground);
                news = true;
            } else {
                moreGrounds |= adds;
            }
        }
        return news;
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

    /** By what the condition goes, where the source does not tell it: what was found out twice with something else is two grounds. */
    Suspect asking(Object what) {
        grounds.replaceAll(ground -> new Ground(ground.source(), ground.since(), ground.condition(), what));
        return this;
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

    /** His credentials were stolen, and he goes on working with them. */
    Suspect hasOwner() {
        return worksAs(Routine.of(id));
    }

    /** It calls from where many do: a function, a task, a build, an instance in the company's own network. Its addresses tell nobody else. */
    Suspect worksInside() {
        inside = true;
        return this;
    }

    boolean isInside() {
        return inside;
    }

    /** CloudFormation works in it for the stack set, and may for others too: whoever is taken with it is asked for which. */
    Suspect worksFor(StackSet stackSet) {
        stackSets.add(stackSet);
        return this;
    }

    Set<StackSet> stackSets() {
        return stackSets;
    }

    /** How CloudTrail writes who this is, where it is known before a call of it was seen. */
    Suspect standsFor(String name) {
        if (arn == null) {
            arn = name;
        }
        return this;
    }

    /** Whoever does nothing that is his is left out, with the reason, and not watched as if he were made by the attacker. */
    Suspect unlessItActs(String why) {
        leftOutUnlessActing = why;
        return this;
    }

    Suspect leftOut(String why) {
        excludedBecause = why;
        return this;
    }

    boolean accepts(Sighting event) {
        return excludedBecause == null
                && grounds.stream().anyMatch(ground -> ground.holds(event))
                && (event.time() == null || hasNameAt(event.time()) || isKnownById(event));
    }

    /** Whether the event is this suspect's by what it is, whenever it was. */
    boolean matches(Sighting event) {
        return excludedBecause == null
                && grounds.stream().anyMatch(ground -> ground.condition().holds(event));
    }

    /** From then on whoever is called so is somebody else, unless his id says that it is he. */
    void losesName(Instant time) {
        named.put(time, false);
    }

    void takesName(Instant time) {
        named.put(time, true);
    }

    /** Whether the name is his. In the second in which it changes it is both of them's: logs do not tell finer. */
    boolean hasNameAt(Instant time) {
        Map.Entry<Instant, Boolean> last = named.lowerEntry(time);
        return last == null || last.getValue() || Boolean.TRUE.equals(named.get(time));
    }

    private boolean isKnownById(Sighting event) {
        return event.acting().stream().anyMatch(token -> Token.ID.is(token) && tokens.contains(token));
    }

    void called(@Nullable String as) {
        calls++;
        if (arn == null && !isServed() && !type.equals(IdentityCenter.TYPE)) {
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

    /** The workload with which whoever is made or taken by him is compared: what an owner is not ordinary in is the attacker's, and so is what comes of it. */
    @Nullable
    String workloadHandedOn() {
        return Routine.is(workload) ? null : workload;
    }

    boolean isLeftOut() {
        return excludedBecause != null;
    }

    /** Whether there were more ways to him than are kept. */
    boolean hasMoreGrounds() {
        return moreGrounds;
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

    /** Known by a name that is a cluster's: another one may have it too. */
    boolean isInCluster() {
        return type.equals("serviceAccount") || type.equals("pod") || type.equals("podIdentity");
    }

    /** No caller, but what a service starts instances from, or otherwise works for in its own name. */
    boolean isServed() {
        return type.equals("instanceGroup") || type.equals("launchTemplate") || type.equals(FirewallPolicies.TYPE);
    }

    String confidence() {
        return confidence;
    }

    /** How it was found out first, in words for people. */
    String source() {
        return source;
    }

    Set<String> tokens() {
        return tokens;
    }

    /** From when on events are his, by the earliest of the grounds; {@code null}: always. */
    @Nullable
    Instant since() {
        return grounds.stream().anyMatch(ground -> ground.since() == null)
                ? null
                : grounds.stream()
                        .map(Ground::since)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    Set<String> evidence() {
        return evidence;
    }

    Principal asPrincipal(int round) {
        return asPrincipal(round, null);
    }

    /** @param now by which ARN he is called since a rename */
    Principal asPrincipal(int round, @Nullable String now) {
        boolean included = excludedBecause == null && (given || calls > 0);
        boolean watched = excludedBecause == null && leftOutUnlessActing == null && !included;
        String why = excludedBecause != null
                ? excludedBecause
                : !included && leftOutUnlessActing != null
                        ? leftOutUnlessActing
                        : watched
                                ? "made or handed out by the attacker; no call of it was found in the logs that were read"
                                : null;
        return new Principal(
                id, arn, type, source, confidence, List.copyOf(evidence), round, included, watched, why, now);
    }
}
