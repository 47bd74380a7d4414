package org.eksrunbook.trail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pods and nodes go on with their ordinary work under the very identity that was stolen. Where some of their calls come from addresses that the
 * same workload never used before the compromise (or that the attacker is known to use), those are the attacker's and the others are not; where
 * nothing tells them apart, all of them count.
 */
final class Workloads {

    private final Map<String, Set<String>> before = new HashMap<>();
    private final Set<String> attackerAddresses = new HashSet<>();
    private final Set<String> toldApart = new HashSet<>();
    private final Set<String> unusual = new HashSet<>();
    private int addressesSettled;

    /** An event before the compromise. */
    void remember(@Nullable String workload, Sighting event) {
        if (workload != null && isAddress(event.address())) {
            before.computeIfAbsent(workload, made -> new HashSet<>()).add(event.address());
        }
    }

    /** An event of a workload after the compromise. */
    void look(Suspect actor, Sighting event) {
        if (actor.workload() != null && isUnusual(actor.workload(), event)) {
            unusual.add(actor.workload());
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
        return actor.workload() != null && toldApart.contains(actor.workload()) && !isUnusual(actor.workload(), event);
    }

    /** Ends a pass; true where nothing changed in it. */
    boolean settle() {
        boolean settled = toldApart.equals(unusual) && addressesSettled == attackerAddresses.size();
        addressesSettled = attackerAddresses.size();
        toldApart.addAll(unusual);
        return settled;
    }

    void leaveOutOrdinary(Suspect suspect) {
        if (suspect.workload() != null
                && !suspect.given()
                && !suspect.acted()
                && toldApart.contains(suspect.workload())) {
            suspect.leftOut("ordinary work of " + suspect.workload()
                    + ": called only from addresses it used before the compromise");
        }
    }

    private boolean isUnusual(String workload, Sighting event) {
        String address = event.address();
        if (!isAddress(address)) {
            return false;
        }
        Set<String> known = before.getOrDefault(workload, Set.of());
        return attackerAddresses.contains(address) || !known.isEmpty() && !known.contains(address);
    }

    /** Services write their name where an address is expected. */
    private static boolean isAddress(@Nullable String address) {
        return address != null
                && (address.indexOf(':') >= 0 || !address.isEmpty() && Character.isDigit(address.charAt(0)));
    }
}
