package org.eksrunbook.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** All suspects of an incident, and whose an event is. */
final class Suspects {

    private final Map<String, Suspect> byKey = new LinkedHashMap<>();
    private final Map<String, List<Suspect>> byToken = new HashMap<>();
    // Keys that were handed out, and whether the attacker was who got them.
    private final Map<String, Boolean> issued = new HashMap<>();
    // Token of a role → the workload that goes by it: what it did before the compromise is the comparison.
    private final Map<String, String> background = new LinkedHashMap<>();
    // Token of an event that takes a way which the attacker opened → those ways.
    private final Map<String, Set<Way>> ways = new LinkedHashMap<>();
    // Event by which somebody came in → the session that he got.
    private final Map<String, Suspect> comingIn = new HashMap<>();
    // Who came in, from where and with what → the session that he got.
    private final Map<List<String>, Suspect> doors = new HashMap<>();
    // Under which name somebody of the attacker's came in and from where, whatever the tool → the session that he got.
    private final Map<List<String>, Suspect> entries = new HashMap<>();
    // Keys that were handed out before the compromise, or to one who got such keys then too.
    private final Set<String> friends = new HashSet<>();
    private final SharedCalls shared = new SharedCalls();
    private final FormerDoors formerDoors = new FormerDoors();
    private final Set<String> ruledOut;
    private final Set<String> issuers;
    private final UniqueIds ids;
    private boolean changed;

    /**
     * @param ruledOut ids of those who are not the attacker, whatever the logs say: a person said so
     * @param issuers of the tokens of the cluster's service accounts; empty where not known
     */
    Suspects(Collection<String> ruledOut, Collection<String> issuers) {
        this(ruledOut, issuers, new UniqueIds());
    }

    /** @param ids whether a unique id tells who acted */
    Suspects(Collection<String> ruledOut, Collection<String> issuers, UniqueIds ids) {
        this.ruledOut = Set.copyOf(ruledOut);
        this.issuers = Set.copyOf(issuers);
        this.ids = ids;
    }

    /** Adds a suspect; one that is known already gains the tokens, evidence and grounds of the new one. */
    Suspect add(Suspect suspect) {
        if (ruledOut.contains(suspect.id())) {
            suspect.leftOut("ruled out by a person; why stands beside the change of the scope");
        }
        if (!suspect.given()) {
            // What the scope names is a person's word.
            suspect.tokens().removeIf(token -> !ids.isUsable(token));
        }
        Suspect there = byKey.get(suspect.key());
        if (there == null) {
            byKey.put(suspect.key(), suspect);
            suspect.tokens().forEach(token -> file(token, suspect));
            changed = true;
            return suspect;
        }
        know(there, suspect.tokens());
        changed |= there.also(suspect);
        return there;
    }

    /** Whether the session is known for the attacker's. */
    boolean isSession(String arn) {
        Suspect known = byKey.get("session\n" + arn);
        return known != null && !known.isLeftOut();
    }

    /** Learns by what else a suspect's events are known. */
    void know(Suspect suspect, Collection<String> tokens) {
        for (String token : tokens) {
            if (ids.isUsable(token) && suspect.tokens().add(token)) {
                file(token, suspect);
                changed = true;
            }
        }
    }

    /** A call that changes a role names it without the path; a session of the role tells its whole ARN, by which others take it. */
    void learnPath(Sighting event) {
        Identity.Issuer issuer =
                event.event() == null ? null : event.event().identity().issuer();
        String arn = issuer == null ? null : issuer.arn();
        if (arn == null) {
            return;
        }
        String bare = Arns.withoutPath(arn);
        if (!bare.equals(arn)) {
            Set<String> taken = Set.of(Token.TAKES_ROLE.of(arn));
            List.copyOf(byToken.getOrDefault(Token.TAKES_ROLE.of(bare), List.of()))
                    .forEach(role -> know(role, taken));
        }
    }

    /** More was learnt of somebody known: events that were seen already may be his by it. */
    void lookAgain() {
        changed = true;
    }

    private void file(String token, Suspect suspect) {
        byToken.computeIfAbsent(token, made -> new ArrayList<>()).add(suspect);
    }

    /** Has the events of a token read for comparison: they show how the workload behaves, and are nobody's. */
    void compareWith(String token, String workload) {
        changed |= background.put(token, workload) == null;
    }

    /**
     * The workload whose ordinary behaviour is shown by what somebody did before the compromise; {@code null}: none. A suspect's own past is his, by whatever
     * narrower name it is compared besides.
     */
    @Nullable
    String comparedWith(Iterable<String> acting) {
        for (String token : acting) {
            for (Suspect suspect : byToken.getOrDefault(token, List.of())) {
                if (suspect.workload() != null) {
                    return suspect.workload();
                }
            }
        }
        for (String token : acting) {
            String workload = background.get(token);
            if (workload != null) {
                return workload;
            }
        }
        return null;
    }

    /** Who acted; {@code null}: none of the suspects. */
    @Nullable
    Suspect actorOf(Sighting event) {
        boolean elsewhere = isOfAnotherCluster(event);
        for (String token : event.acting()) {
            for (Suspect suspect : byToken.getOrDefault(token, List.of())) {
                if (suspect.accepts(event) && !(elsewhere && suspect.isInCluster()) && !isAnothers(suspect, event)) {
                    return suspect;
                }
            }
        }
        Suspect session = comingIn.get(event.eventId());
        return session == null || session.isLeftOut() ? null : session;
    }

    /** Who comes in without a name of his own acts as the session that he gets: the call by which he got it is his as well. */
    void cameIn(Sighting event, Suspect session) {
        changed |= comingIn.putIfAbsent(event.eventId(), session) == null;
        String as = event.comesInAs();
        String from = event.address();
        // Of who does ordinary work too each coming-in has to be looked at.
        if (as != null && from != null && session.workloadHandedOn() == null) {
            formerDoors.hear(as);
            entries.putIfAbsent(List.of(as, from), session);
            compareWith(as, "whoever comes in under the name of " + session.id());
        }
        List<String> door = door(event);
        String name = event.event() == null ? null : event.event().identity().userName();
        if (door != null && name != null) {
            doors.putIfAbsent(door, session);
            // Has the other comings-in in this name read: what a service account of that name does is compared before.
            compareWith(Token.NAME.of(name), "whoever comes in as " + name);
        }
    }

    /**
     * Whoever came in and was refused another time, in the same name, from the same address and with the same tool, tried it himself: before, after, for
     * another role or with a token too old.
     */
    void triedAgain(Sighting event) {
        List<String> door = event.asksToComeIn() && !event.tookEffect() ? door(event) : null;
        Suspect session = door == null ? null : doors.get(door);
        if (session != null) {
            changed |= comingIn.putIfAbsent(event.eventId(), session) == null;
        }
    }

    /** The session of the attacker's that came in under the same name from the same address, from which that name never came in before. */
    @Nullable
    Suspect cameInLike(Sighting event) {
        // Whose key the caller's own log tells has a name there.
        String as = event.comesIn() && shared.key(event) == null ? event.comesInAs() : null;
        String from = event.address();
        return as == null || from == null || !formerDoors.isNew(as, from) ? null : entries.get(List.of(as, from));
    }

    FormerDoors formerDoors() {
        return formerDoors;
    }

    SharedCalls sharedCalls() {
        return shared;
    }

    private static @Nullable List<String> door(Sighting event) {
        EventRecord record = event.event();
        String name = record == null ? null : record.identity().principalId();
        String tool = record == null ? null : record.userAgent();
        return name == null || name.isEmpty() || event.address() == null || tool == null
                ? null
                : List.of(name, event.address(), tool);
    }

    /** Whether the event is the session's beginning, which tells nothing of what is done with it. */
    boolean isBeginning(Suspect session, Sighting event) {
        return comingIn.get(event.eventId()) == session;
    }

    /** Suspects of whom the event tells without being theirs: a role taken, a session asked for in their name. */
    List<Suspect> toldOf(Sighting event) {
        List<Suspect> told = new ArrayList<>();
        boolean elsewhere = isOfAnotherCluster(event);
        for (String token : event.tokens().telling()) {
            for (Suspect suspect : byToken.getOrDefault(token, List.of())) {
                if (!suspect.isLeftOut() && !(elsewhere && suspect.isInCluster())) {
                    told.add(suspect);
                }
            }
        }
        return told;
    }

    /** The pod of the attacker's, or the service account that the scope names, for which a session is taken; {@code null}: for none of them. */
    @Nullable
    Suspect takenFor(Sighting event) {
        if (isOfAnotherCluster(event)) {
            return null;
        }
        return event.tokens().all().stream()
                .flatMap(token -> byToken.getOrDefault(token, List.of()).stream())
                .filter(suspect -> suspect.isInCluster()
                        && (suspect.given() || suspect.type().equals("pod")))
                .filter(suspect -> suspect.matches(event))
                .findFirst()
                .orElse(null);
    }

    /**
     * Service accounts are called alike in cluster after cluster; the issuer of their tokens, which the identity provider's ARN ends in, is the
     * cluster's own (EKS user guide, «IAM roles for service accounts»).
     */
    private boolean isOfAnotherCluster(Sighting event) {
        String provider =
                event.event() == null ? null : event.event().identity().identityProvider();
        return provider != null
                && !issuers.isEmpty()
                && provider.contains(":oidc-provider/oidc.eks")
                && issuers.stream().noneMatch(issuer -> provider.endsWith(":oidc-provider/" + issuer));
    }

    /** Has the events of a token looked at as comings-in by a way that the attacker opened. */
    void open(String token, Way way) {
        changed |= ways.computeIfAbsent(token, made -> new LinkedHashSet<>()).add(way);
    }

    /** The ways that an event may have taken. */
    List<Way> waysOf(Sighting event) {
        List<Way> open = new ArrayList<>();
        for (String token : event.tokens().telling()) {
            open.addAll(ways.getOrDefault(token, Set.of()));
        }
        return open;
    }

    /** Lists somebody whom a call of the attacker names and who is not taken for him, with the reason. */
    void consider(Sighting sighting, @Nullable String id, String why) {
        if (id != null) {
            consider(sighting.eventId(), sighting.time(), id, "named in a call of the attacker", why);
        }
    }

    void consider(String eventId, @Nullable Instant time, String id, String source, String why) {
        add(Suspect.found(id, id, "considered", source, "low", time).leftOut(why))
                .because(eventId);
    }

    /** Lists a session of a role that the attacker has too, and in which nothing of his was found. */
    void lookedAt(String session, Sighting first) {
        add(Suspect.found(session, session, "considered", "shares a role with the attacker", "low", first.time())
                        .leftOut(
                                "looked at: it did only what the role did before the compromise, from the same addresses"))
                .because(first.eventId());
    }

    /** Whoever takes on a suspect's name in the cluster may be a colleague who tries what the suspect may do: he is listed, and not accused. */
    void actedFor(Sighting event) {
        AuditEvent audit = event.audit();
        if (audit == null || audit.impersonated() == null || audit.user().isEmpty()) {
            return;
        }
        toldOf(event).stream()
                .filter(suspect -> suspect.accepts(event))
                .findFirst()
                .ifPresent(
                        suspect -> consider(
                                event.eventId(),
                                event.time(),
                                audit.user(),
                                "acted in the name of " + suspect.id(),
                                "took on the name of " + suspect.id()
                                        + " in the cluster: not the attacker by that alone; name it in the scope to have its requests looked at"));
    }

    /** Lists somebody who called from where the attacker did. */
    void besideHim(String who, Sighting first) {
        if (byKey.values().stream().anyMatch(known -> who.equals(known.id()))) {
            return;
        }
        consider(
                first.eventId(),
                first.time(),
                who,
                "called from an address of the attacker's",
                "called from " + first.address()
                        + " as the attacker did, from where nobody called before the compromise: a hint and no proof; name it in the scope to have its calls looked at");
    }

    /** Lists somebody who called with what the attacker called with, and nearly nobody else. */
    void besideHim(SharedAgents.Bearer bearer) {
        if (byKey.values().stream().anyMatch(known -> bearer.who().equals(known.id()))) {
            return;
        }
        consider(
                bearer.eventId(),
                bearer.time(),
                bearer.who(),
                "called with a user agent of the attacker's",
                "called with the user agent «" + VisibleText.of(bearer.agent())
                        + "» as the attacker did, with which nobody of those who were read called before the compromise and few did since: a hint and no proof,"
                        + " since whoever calls writes what he likes; name it in the scope to have its calls looked at");
    }

    /** Notes who got a key. */
    void note(String accessKeyId, boolean byAttacker) {
        Boolean before = issued.get(accessKeyId);
        // Told by the logs of two accounts: the attacker's in one of them is the attacker's.
        if (before == null || byAttacker && !before) {
            issued.put(accessKeyId, byAttacker);
            changed = true;
        }
    }

    /** Notes that one who takes the role by right got a key of it: before the compromise, or after it as before. */
    void noteFriend(String accessKeyId) {
        changed |= friends.add(accessKeyId);
    }

    /**
     * Two people may take one role under one session name, and of a user whose password was set somebody else may hold a session with a key: the key tells
     * them apart where its issue was logged.
     */
    private boolean isAnothers(Suspect suspect, Sighting event) {
        String key = shared.key(event);
        if (key == null || suspect.given()) {
            return false;
        }
        return switch (suspect.type()) {
            case "session", IdentitiesMade.LOGIN -> Boolean.FALSE.equals(issued.get(key));
            // By a role that the attacker let in somebody may act who took it before, too.
            case "letIn" -> event.audit() != null && friends.contains(key) && !Boolean.TRUE.equals(issued.get(key));
            default -> false;
        };
    }

    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    Collection<Suspect> all() {
        return byKey.values();
    }

    /** Everything that has to be looked for. */
    Set<String> tokens() {
        Set<String> tokens = new LinkedHashSet<>(background.keySet());
        tokens.addAll(ways.keySet());
        for (Suspect suspect : byKey.values()) {
            if (!suspect.isLeftOut()) {
                tokens.addAll(suspect.tokens());
            }
        }
        return tokens;
    }

    static boolean isWithin(@Nullable Instant time, Instant from, Instant until) {
        return time == null || !time.isBefore(from) && !time.isAfter(until);
    }
}
