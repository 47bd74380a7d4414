package org.eksrunbook.trail;

/**
 * A round of the investigation that has begun.
 *
 * @param round counts from 1 over the whole life of the incident
 * @param principals how many principals are looked for
 * @param added how many of them no earlier round looked for
 */
public record RoundBegun(int round, int principals, int added) {}
