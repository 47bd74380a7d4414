package org.eksrunbook.evidence;

/**
 * The end of an incident's ledger: number of entries and hash of the last. Stands in every report and notice, so that a ledger
 * written anew does not go unnoticed.
 */
public record Head(long count, String hash) {

    static final String NOTHING = "0".repeat(64);
    static final Head EMPTY = new Head(0, NOTHING);
}
