package org.eksrunbook.incident;

/**
 * Someone who is kept informed (playbook, Part 1).
 *
 * @param channel {@code email} or {@code timeline}
 * @param address where the channel reaches them
 */
public record Stakeholder(String name, String role, String channel, String address) {}
