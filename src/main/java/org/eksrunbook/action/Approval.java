package org.eksrunbook.action;

import java.time.Instant;

/** An approval as the ledger has it. {@code by} is a user's name. */
public record Approval(String plan, String hash, String by, Instant at, String reason, boolean breakGlass, long seq) {}
