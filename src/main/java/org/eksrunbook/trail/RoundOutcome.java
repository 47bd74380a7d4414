package org.eksrunbook.trail;

/**
 * What a round of the investigation came to.
 *
 * @param newPrincipals principals that have to be looked for in another round; 0: the fixed point is reached, or the limit of rounds
 * @param findings findings of the incident so far, from all rounds
 * @param somethingAlive whether a key, user, role or session of the attack may still work
 */
public record RoundOutcome(int round, int newPrincipals, int findings, boolean somethingAlive) {}
