package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For which stack sets CloudFormation worked in which session, as far as the logs tell, whoever's set it was. It takes the administration role and with it in each target
 * account the execution role (CloudFormation user guide, «Grant self-managed permissions»); with service-managed permissions the service-linked role
 * {@code AWSServiceRoleForCloudFormationStackSetsOrgAdmin} takes a role {@code stacksets-exec-…} there (AWS managed policy reference,
 * {@code CloudFormationStackSetsOrgAdminServiceRolePolicy}). AWS describes no record of these sessions. Messages of CloudFormation that people published call each by a UUID, which is not the
 * operation's id even where somebody chose that himself, and each stack {@code StackSet-<set>-<uuid>}: by its stacks alone a set is told.
 */
final class StackSetSessions {

    /** The role in the target accounts, where a set with self-managed permissions names none (CloudFormation API reference, CreateStackSet). */
    static final String EXECUTION = "AWSCloudFormationStackSetExecutionRole";

    /** How the role is called with service-managed permissions; what follows is the organisation's. */
    static final String SERVICE_MANAGED = "stacksets-exec-";

    private static final String CLOUDFORMATION = "cloudformation.amazonaws.com";
    private static final int MOST = 100_000;
    private static final int MOST_SETS = 50;

    private static final String STACK = "StackSet-";

    // A thing to which the template gives no name is called after the stack: more may follow.
    private static final Pattern ID = Pattern.compile("-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=-|$)");

    /** A stack's name has 128 characters at most, as has a set's: how the stacks of a long one are called nothing says, and its beginning counts. */
    private static final int LONG = 82;

    /** Names of things after a stack are no longer: what is longer would be kept once for each id that somebody wrote into it. */
    private static final int LONGEST = 255;

    // Key of a session → the sets whose stacks were named with it. Calls that a stack makes need not be signed with the
    // same key: its ARN tells more.
    private final Map<String, Set<String>> sets = new HashMap<>();
    private final Map<String, Set<Session>> taken = new HashMap<>();
    // ARN of a session that CloudFormation took with another → that other's ARN, as the log of its account tells it.
    private final Map<String, String> takers = new HashMap<>();
    private final Map<String, Work> works = new LinkedHashMap<>();
    private int takings;
    private boolean more;

    /** A session that was handed out. */
    record Session(
            @Nullable String key,
            @Nullable String arn,
            @Nullable String id) {

        static Session of(EventRecord taking) {
            JsonNode issued = HandedOut.session(taking);
            return new Session(HandedOut.key(taking), Json.text(issued, "arn"), Json.text(issued, "assumedRoleId"));
        }

        static Session by(EventRecord call) {
            Identity who = call.identity();
            return new Session(who.accessKeyId(), who.arn(), who.principalId());
        }
    }

    /**
     * What CloudFormation did in one session of an execution role.
     *
     * @param first its first call that was read; {@code null}: nobody can tell when it was
     * @param named the sets whose stacks it named, and when it did last
     * @param keys with which it named them
     */
    record Work(AssumedRole session, @Nullable Instant first, Map<String, Instant> named, Set<String> keys) {

        boolean names(String set) {
            return named.keySet().stream().anyMatch(one -> isOf(one, set));
        }

        boolean namesAfter(String set, @Nullable Instant from) {
            return named.entrySet().stream()
                    .anyMatch(one -> isOf(one.getKey(), set)
                            && (from == null || !one.getValue().isBefore(from)));
        }

        boolean isServiceManaged() {
            return session.roleName().startsWith(SERVICE_MANAGED);
        }
    }

    /**
     * For which sets a session worked, or those that were taken with it.
     *
     * @param whole whether each of them tells one, and no more than are kept
     */
    record Told(Set<String> sets, boolean whole) {

        boolean names(String set) {
            return sets.stream().anyMatch(one -> isOf(one, set));
        }
    }

    private static boolean isOf(String named, String set) {
        return named.equals(set) || named.length() >= LONG && set.startsWith(named);
    }

    void see(Sighting sighting) {
        EventRecord event = sighting.event();
        if (event == null) {
            return;
        }
        boolean own = isCloudFormations(event);
        if (SessionsIssued.isTaking(event)) {
            if (own && sighting.tookEffect()) {
                taking(event);
            }
            return;
        }
        AssumedRole caller = AssumedRole.of(event.identity().arn());
        if (caller != null && own) {
            work(caller, event);
        } else if (caller != null && event.source().equals(CLOUDFORMATION) && isInItsHand(caller)) {
            keyed(event, named(event));
        }
    }

    private void taking(EventRecord event) {
        Session session = Session.of(event);
        Session by = Session.by(event);
        if (session.arn() == null) {
            return;
        }
        if (takings >= MOST) {
            more = true;
            return;
        }
        takings++;
        if (by.arn() != null && hasRoom(takers, session.arn())) {
            takers.put(session.arn(), by.arn());
        }
        for (String name : names(by)) {
            taken.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(session);
        }
    }

    private void work(AssumedRole caller, EventRecord event) {
        Set<String> named = named(event);
        Work known = works.get(caller.arn());
        if (known == null && (named.isEmpty() && !isExecution(caller.roleName()) || !hasRoom(works, caller.arn()))) {
            return;
        }
        if (known == null) {
            known = new Work(caller, event.time(), new LinkedHashMap<>(), new LinkedHashSet<>());
            works.put(caller.arn(), known);
        }
        Instant time = event.time() == null ? Instant.MAX : event.time();
        for (String set : named) {
            if (!hasRoom(known.named(), set, MOST_SETS)) {
                break;
            }
            known.named().merge(set, time, (one, other) -> one.isAfter(other) ? one : other);
        }
        String key = event.identity().accessKeyId();
        if (key != null && !named.isEmpty()) {
            if (known.keys().size() < MOST_SETS) {
                known.keys().add(key);
            }
            keyed(event, named);
        }
    }

    private void keyed(EventRecord event, Set<String> named) {
        String key = event.identity().accessKeyId();
        if (key != null && !named.isEmpty() && hasRoom(sets, key)) {
            Set<String> known = sets.computeIfAbsent(key, first -> new LinkedHashSet<>());
            named.stream().filter(set -> known.size() < MOST_SETS).forEach(known::add);
        }
    }

    /** A session that CloudFormation took, or one of the execution roles: with the key of such a one nobody else works, whether or not the record says who called. */
    private boolean isInItsHand(AssumedRole caller) {
        return isExecution(caller.roleName()) || takers.containsKey(caller.arn());
    }

    private boolean hasRoom(Map<String, ?> kept, @Nullable String one) {
        return hasRoom(kept, String.valueOf(one), MOST);
    }

    private boolean hasRoom(Map<String, ?> kept, String one, int most) {
        boolean room = kept.size() < most || kept.containsKey(one);
        more |= !room && most == MOST;
        return room;
    }

    /** Calls in CloudFormation's own hand: what anybody else writes into a request tells nothing of a set. */
    private static boolean isCloudFormations(EventRecord event) {
        String service = ServiceAtWork.service(event);
        return service != null && (service.equals(CLOUDFORMATION) || service.endsWith("." + CLOUDFORMATION));
    }

    static boolean isExecution(String role) {
        return role.equals(EXECUTION) || role.startsWith(SERVICE_MANAGED);
    }

    /** The sets that a call names, by the stack on which it works or by the stack of which the thing is that it makes. */
    private static Set<String> named(EventRecord event) {
        Set<String> named = new LinkedHashSet<>();
        if (event.source().equals(CLOUDFORMATION)) {
            add(Json.text(event.request(), "stackName"), named);
            add(Json.text(event.response(), "stackId"), named);
        } else {
            MakerTags tags = MakerTags.of(event);
            add(tags.get(MakerTags.STACK), named);
            add(tags.get(MakerTags.STACK_ID), named);
            event.request().forEach(value -> add(value.isTextual() ? value.asText() : null, named));
        }
        return named;
    }

    /** Whoever calls his set after another one's stacks is not taken for that one: each name that it may have counts. */
    private static void add(@Nullable String stack, Set<String> named) {
        String name = stack == null ? "" : MakerCall.stackName(stack);
        if (name.startsWith(STACK) && name.length() <= LONGEST) {
            Matcher ids = ID.matcher(name);
            for (int from = STACK.length(); from < name.length() && ids.find(from); from = ids.start() + 1) {
                if (ids.start() > STACK.length()) {
                    named.add(name.substring(STACK.length(), ids.start()));
                }
            }
        }
    }

    /** For which sets a session worked, told by its own calls or by those of the sessions taken with it. */
    Told told(Session session) {
        Set<String> own = own(session);
        Collection<Session> further = own.isEmpty() ? takenBy(session) : List.of();
        if (further.isEmpty()) {
            return new Told(own, isWhole(own));
        }
        Set<String> all = new LinkedHashSet<>();
        boolean whole = true;
        for (Session one : further) {
            Set<String> its = own(one);
            all.addAll(its);
            whole &= isWhole(its);
        }
        return new Told(all, whole);
    }

    /** Whoever has things called after very many sets' stacks crowds out no set of his. */
    private static boolean isWhole(Set<String> sets) {
        return !sets.isEmpty() && sets.size() < MOST_SETS;
    }

    private Set<String> own(Session session) {
        Set<String> byKey = session.key() == null ? Set.of() : sets.getOrDefault(session.key(), Set.of());
        Work work = session.arn() == null ? null : works.get(session.arn());
        if (work == null) {
            return byKey;
        }
        // One key alone may bear but what somebody called after another's stack.
        Set<String> both = new LinkedHashSet<>(byKey);
        both.addAll(work.named().keySet());
        return both;
    }

    /** The sessions that CloudFormation took with a session. */
    Collection<Session> takenBy(Session session) {
        return names(session).stream()
                .map(name -> taken.getOrDefault(name, Set.of()))
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    private static List<String> names(Session session) {
        return Stream.of(session.key(), session.arn(), session.id())
                .filter(name -> name != null && !name.isEmpty())
                .map(String::valueOf)
                .toList();
    }

    /** Sessions that worked for stack sets, and those of execution roles of which no call tells for which. */
    Collection<Work> works() {
        return works.values();
    }

    /** The session with which CloudFormation took another; {@code null}: the log of its account does not tell it, or was not read. */
    @Nullable
    AssumedRole taker(AssumedRole session) {
        return AssumedRole.of(takers.get(session.arn()));
    }

    /** That there were more of them than are kept. */
    Optional<String> told() {
        return more
                ? Optional.of(
                        "CloudFormation worked for stack sets in more sessions than the " + MOST
                                + " that are kept: of those beyond it is not known for which set. Within an hour of the attacker's operation they are taken for his where he opened their way; those with the organisation's permissions are not looked at.")
                : Optional.empty();
    }
}
