package org.eksrunbook.trail;

/**
 * What an answer rests on.
 *
 * @param question name of the SQL file
 * @param sqlHash SHA-256 of its text
 * @param parts how many event parts were asked
 * @param rows of the answer
 */
record Receipt(String question, String sqlHash, int parts, long rows) {}
