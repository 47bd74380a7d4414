package org.eksrunbook.action;

/**
 * Whether an action took effect.
 *
 * @param state {@code proven} (read), {@code stated} (somebody said so, nothing could be read) or {@code failed}
 */
public record Proof(String action, String state, String how) {

    public static final String PROVEN = "proven";
    public static final String STATED = "stated";
    public static final String FAILED = "failed";
}
