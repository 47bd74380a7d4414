package org.eksrunbook.action;

/**
 * One line for bash, arguments quoted.
 *
 * @param goneIsDone an answer «not found» means that it is done already
 */
public record CommandLine(String text, boolean goneIsDone) {}
