package org.eksrunbook.asset;

/**
 * What is known of a resource type; inputs of the proposal tables.
 *
 * @param replaceable can be destroyed and made anew without loss (playbook, Part 4, modified resources)
 * @param snapshot its data can be kept as a snapshot before it is isolated
 * @param recreatable can be made anew from a recorded configuration
 * @param holdsData losing it loses data
 * @param sensitivity 0 to 100: what a read of it weighs when its data class is not known
 * @param family identity, compute, data, secret, network, logging, deployment, kubernetes or other
 */
public record TypeFact(
        String type,
        boolean known,
        boolean replaceable,
        boolean snapshot,
        boolean recreatable,
        boolean holdsData,
        int sensitivity,
        String family) {}
