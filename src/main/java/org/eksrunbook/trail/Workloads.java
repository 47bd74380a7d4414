package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pods and nodes go on with their ordinary work under the very identity that was stolen. A call of theirs is ordinary where the same workload made
 * such a call on the same thing before the compromise, and called from that address; anything else counts as the attacker's, and so does everything
 * from an address that the attacker is known to use. A workload of which nothing from before was logged is the attacker's as a whole. How many
 * calls were taken for ordinary is told with the coverage: among them may be some that the attacker made from inside.
 */
final class Workloads {

    private final Map<String, Set<String>> addresses = new HashMap<>();
    private final Map<String, Set<String>> calls = new HashMap<>();
    private final Set<String> attackerAddresses = new HashSet<>();
    private final Map<String, Long> ordinary = new TreeMap<>();
    private int addressesSettled;

    /** What was done before the compromise. */
    void remember(@Nullable String workload, Baseline.Doing doing) {
        if (workload == null) {
            return;
        }
        calls.computeIfAbsent(workload, made -> new HashSet<>()).add(doing.behaviour());
        if (isAddress(doing.address())) {
            addresses.computeIfAbsent(workload, made -> new HashSet<>()).add(doing.address());
        }
    }

    /** An address from which the attacker acted under a name that is his alone. */
    void attackerAt(Suspect actor, Sighting event) {
        boolean onObject = event.audit() == null || !event.audit().resource().isEmpty();
        if (actor.workload() == null && onObject && isAddress(event.address())) {
            attackerAddresses.add(event.address());
        }
    }

    boolean isOrdinary(Suspect actor, Sighting event) {
        String workload = actor.workload();
        Set<String> known = workload == null ? null : calls.get(workload);
        if (workload == null || known == null || !known.contains(Behaviour.of(event))) {
            return false;
        }
        String address = event.address();
        if (!isAddress(address)) {
            return true;
        }
        Set<String> from = addresses.getOrDefault(workload, Set.of());
        return !attackerAddresses.contains(address) && (from.isEmpty() || from.contains(address));
    }

    /** Begins a pass. */
    void begin() {
        ordinary.clear();
    }

    /** Ends a pass; true where nothing changed in it. */
    boolean settle() {
        boolean settled = addressesSettled == attackerAddresses.size();
        addressesSettled = attackerAddresses.size();
        return settled;
    }

    void count(Suspect actor) {
        if (actor.workload() != null) {
            ordinary.merge(actor.workload(), 1L, Long::sum);
        }
    }

    /** How many calls of each workload were taken for its ordinary work. */
    Map<String, Long> ordinary() {
        return ordinary;
    }

    void leaveOutOrdinary(Suspect suspect) {
        if (suspect.workload() != null
                && !suspect.given()
                && !suspect.acted()
                && ordinary.containsKey(suspect.workload())) {
            suspect.leftOut("ordinary work of " + suspect.workload()
                    + ": nothing that it had not done before the compromise, from the same addresses");
        }
    }

    /** Services write their name where an address is expected. */
    private static boolean isAddress(@Nullable String address) {
        return address != null
                && (address.indexOf(':') >= 0 || !address.isEmpty() && Character.isDigit(address.charAt(0)));
    }
}
