package org.eksrunbook.action;

/**
 * How a read would show that an action took effect.
 *
 * @param command reads and changes nothing; empty where only a person can look
 * @param expected what it shows then, in words
 */
public record Check(String command, String expected) {}
