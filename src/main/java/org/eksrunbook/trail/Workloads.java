package org.eksrunbook.trail;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pods, nodes, pipelines and whoever else shares a role go on with their ordinary work under the very identity that was stolen. A call of theirs is ordinary where the same workload made
 * such a call on the same thing before the compromise, and called from that address; anything else counts as the attacker's. That the attacker calls from
 * an address, too, is a hint and no proof: pods share the address of their gateway with whoever broke into one. It counts where nothing tells from where
 * the workload called before. A workload of which nothing from before was logged is the attacker's as a whole. How many
 * calls were taken for ordinary is told with the coverage: among them may be some that the attacker made from inside.
 */
final class Workloads {

    /** So many sessions of shared roles are listed by name; of a busy pipeline more would hide the rest, and the calls of all are counted. */
    private static final int MOST_SESSIONS = 100;

    private final Map<String, Set<String>> addresses = new HashMap<>();
    private final Map<String, Set<String>> calls = new HashMap<>();
    private final Map<String, Set<String>> heard = new HashMap<>();
    private final Map<String, Set<String>> heardSince = new HashMap<>();
    private final Map<String, Set<String>> roles = new HashMap<>();
    private final Set<String> anywhere = new HashSet<>();
    private final Routine routine = new Routine();
    private final Set<String> compared = new HashSet<>();
    private final Set<String> attackerAddresses = new HashSet<>();
    private final Set<String> formerAddresses = new HashSet<>();
    private final Map<String, Sighting> besideHim = new LinkedHashMap<>();
    private final Map<String, Long> ordinary = new TreeMap<>();
    private final Map<String, Sighting> ordinarySessions = new LinkedHashMap<>();
    private final Set<String> attackersSessions = new HashSet<>();
    private final Set<String> ordinarySuspects = new HashSet<>();
    private int addressesSettled;

    /** What was done before the compromise. */
    void remember(@Nullable String workload, Baseline.Doing doing) {
        doing.acting()
                .forEach(session -> roles.computeIfPresent(session, (same, had) -> {
                    doing.acting().stream().filter(Token.ARN::is).forEach(had::add);
                    return had;
                }));
        if (isAddress(doing.address())) {
            formerAddresses.add(doing.address());
            doing.acting().stream()
                    .forEach(session -> heard.computeIfPresent(session, (same, from) -> with(from, doing.address())));
        }
        if (workload == null) {
            return;
        }
        if (Routine.is(workload)) {
            routine.remember(workload, doing);
            return;
        }
        calls.computeIfAbsent(workload, made -> new HashSet<>()).add(doing.behaviour());
        if (isAddress(doing.address())) {
            addresses.computeIfAbsent(workload, made -> new HashSet<>()).add(doing.address());
            addresses
                    .computeIfAbsent(byRole(workload, doing.acting()), made -> new HashSet<>())
                    .add(doing.address());
        }
    }

    /** The workload by one of its roles: what a role does from one place and another from another is no work of either from both. */
    private static String byRole(String workload, Collection<String> acting) {
        return acting.stream()
                .filter(Token.ISSUER_ARN::is)
                .findFirst()
                .map(role -> workload + '\n' + role)
                .orElse(workload);
    }

    /**
     * A call of the attacker's. Where he acted under a name that is his alone, its address is one of his.
     *
     * @return whether he did, from outside: what the call tells of its caller is his
     */
    boolean attackerAt(Suspect actor, Sighting event) {
        if (actor.isInside()) {
            return false;
        }
        boolean onObject = event.audit() == null || !event.audit().resource().isEmpty();
        String workload = actor.workload();
        boolean his = workload == null
                || Routine.is(workload) && !routine.isFrom(workload, event.address())
                || actor.given() && actor.type().equals("session") && isNowhereOf(workload, event.address())
                // By the instance's id it is the same session; a node of which nothing is known calls from where the
                // others do.
                || actor.given()
                        && actor.type().equals("node")
                        && isAwayFromItsPlaces(workload, event.address())
                        && !formerAddresses.contains(event.address());
        if (his && onObject && isAddress(event.address())) {
            attackerAddresses.add(event.address());
        }
        return his && onObject;
    }

    /** Somebody who is none of the suspects. Where the attacker calls from and nobody did before, that is a hint for a person, and no proof. */
    void seeOther(Sighting event) {
        String who = event.arn();
        boolean beside = isAttackers(event.address()) && !formerAddresses.contains(event.address());
        if (who != null && beside && besideHim.size() < MOST_SESSIONS) {
            besideHim.putIfAbsent(who, event);
        }
    }

    /** Those who called from an address of the attacker's, each with the first such call. */
    Map<String, Sighting> besideHim() {
        return besideHim;
    }

    /** Whether the workload is known, and never from there; or not known at all. */
    private boolean isNowhereOf(String workload, @Nullable String address) {
        return !calls.containsKey(workload) || isAwayFromItsPlaces(workload, address);
    }

    private boolean isAwayFromItsPlaces(String workload, @Nullable String address) {
        Set<String> from = addresses.getOrDefault(workload, Set.of());
        return !from.isEmpty() && !from.contains(address);
    }

    /** Whether the attacker is known to call from there. */
    boolean isAttackers(@Nullable String address) {
        return attackerAddresses.contains(address);
    }

    private static Set<String> with(Set<String> addresses, @Nullable String address) {
        addresses.add(String.valueOf(address));
        return addresses;
    }

    /** A service starts its workers, each on an address of its own: where the next one calls from tells nothing, unless it is an address of the attacker's. */
    void runsAnywhere(String workload) {
        anywhere.add(workload);
    }

    /** From now on it is remembered from where a session called before the compromise. In the pass in which it is heard of nothing is known of that yet. */
    void hear(String session) {
        heard.computeIfAbsent(session, made -> new HashSet<>());
        heardSince.computeIfAbsent(session, made -> new HashSet<>());
        roles.computeIfAbsent(session, made -> new HashSet<>());
    }

    /** An event since the compromise, whoever's: from where the sessions call that are listened to. */
    void listen(Sighting event) {
        if (isAddress(event.address())) {
            event.acting()
                    .forEach(session ->
                            heardSince.computeIfPresent(session, (same, from) -> with(from, event.address())));
        }
    }

    /** Whether the session has a role that it had not before the compromise; it is told by the ARN. */
    boolean hasNewRole(String session, @Nullable String arn) {
        return compared.contains(session)
                && (arn == null || !roles.getOrDefault(session, Set.of()).contains(Token.ARN.of(arn)));
    }

    /**
     * Whether the session's credentials are used by the attacker elsewhere: this is an address of his, and the session is known from another one. One
     * that began after the compromise is known from where it calls besides, if nobody was heard from the attacker's address before: it may be a gate for many.
     */
    boolean isTakenAway(String session, @Nullable String address) {
        if (!compared.contains(session) || !isAttackers(address)) {
            return false;
        }
        Set<String> before = heard.getOrDefault(session, Set.of());
        return before.isEmpty()
                ? heardSince.getOrDefault(session, Set.of()).stream().anyMatch(other -> !isAttackers(other))
                        && !formerAddresses.contains(address)
                : !before.contains(address);
    }

    boolean isOrdinary(Suspect actor, Sighting event) {
        String workload = actor.workload();
        if (workload != null && Routine.is(workload)) {
            return !attackerAddresses.contains(event.address()) && routine.includes(workload, event);
        }
        Set<String> known = workload == null ? null : calls.get(workload);
        if (workload == null || known == null || !known.contains(Behaviour.of(event))) {
            return false;
        }
        String address = event.address();
        if (!isAddress(address)) {
            return true;
        }
        if (anywhere.contains(workload)) {
            return !attackerAddresses.contains(address);
        }
        // A role that it never acted by has no places of its own: there the workload's count.
        Set<String> ofAll = addresses.getOrDefault(workload, Set.of());
        Set<String> from = addresses.getOrDefault(byRole(workload, event.acting()), ofAll);
        return from.isEmpty() ? !attackerAddresses.contains(address) : from.contains(address);
    }

    /** Begins a pass, which hands over what was before anew. */
    void begin() {
        compared.addAll(heard.keySet());
        besideHim.clear();
        ordinary.clear();
        ordinarySessions.clear();
        attackersSessions.clear();
        ordinarySuspects.clear();
    }

    /** Ends a pass; true where nothing changed in it. */
    boolean settle() {
        boolean settled = addressesSettled == attackerAddresses.size();
        addressesSettled = attackerAddresses.size();
        return settled;
    }

    void count(Suspect actor, Sighting event) {
        if (actor.workload() == null) {
            return;
        }
        ordinary.merge(actor.workload(), 1L, Long::sum);
        ordinarySuspects.add(actor.key());
        String session = event.arn();
        if (actor.type().equals("role") && session != null && ordinarySessions.size() < MOST_SESSIONS) {
            ordinarySessions.putIfAbsent(session, event);
        }
    }

    /** A call that is no ordinary one: the session that made it is the attacker's. */
    void attackerAs(@Nullable String session) {
        if (session != null) {
            attackersSessions.add(session);
        }
    }

    /** Sessions of shared roles that did their ordinary work alone, each with its first call. */
    Map<String, Sighting> ordinarySessions() {
        Map<String, Sighting> alone = new LinkedHashMap<>(ordinarySessions);
        alone.keySet().removeAll(attackersSessions);
        return alone;
    }

    /** How many calls of each workload were taken for its ordinary work. */
    Map<String, Long> ordinary() {
        return ordinary;
    }

    /** Whoever did nothing at all is not told by the work of others: his calls may lie where nobody has looked yet. */
    void leaveOutOrdinary(Suspect suspect) {
        if (suspect.workload() != null
                && !suspect.given()
                && !suspect.acted()
                && ordinarySuspects.contains(suspect.key())) {
            suspect.leftOut("ordinary work of " + suspect.workload()
                    + ": nothing that it had not done before the compromise, "
                    + (anywhere.contains(suspect.workload())
                            ? "wherever the service started its worker, and from no address of the attacker's"
                            : "from the same addresses"));
        }
    }

    /** Services write their name where an address is expected. */
    private static boolean isAddress(@Nullable String address) {
        return address != null
                && (address.indexOf(':') >= 0 || !address.isEmpty() && Character.isDigit(address.charAt(0)));
    }
}
