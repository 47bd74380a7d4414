package org.eksrunbook.action;

/** An action that could not be performed, and why. */
public record Failure(String action, String reason) {}
