package org.eksrunbook.people;

import java.time.Instant;
import java.util.List;

/**
 * A notice as it was told.
 *
 * @param text as it left, with the ledger's head
 * @param seq the ledger entry that records it
 */
public record SentNotice(
        String step, String purpose, String subject, String text, Instant at, long seq, List<Recipient> recipients) {

    public SentNotice {
        recipients = List.copyOf(recipients);
    }

    /**
     * One who was told.
     *
     * @param channel {@code email}, or {@code timeline}: readable on the case's timeline only
     * @param remark why it was not the channel asked for; empty where it was
     */
    public record Recipient(String name, String role, String channel, String address, String remark) {}
}
