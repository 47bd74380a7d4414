package org.eksrunbook.people;

import java.time.Instant;
import java.util.List;

/**
 * A notice as it was told.
 *
 * @param text as it left, with the ledger's head
 * @param seq the ledger entry that records it
 * @param missed those it did not reach while others were reached, with the reason as remark
 */
public record SentNotice(
        String step,
        String purpose,
        String subject,
        String text,
        Instant at,
        long seq,
        List<Recipient> recipients,
        List<Recipient> missed) {

    public SentNotice {
        recipients = List.copyOf(recipients);
        missed = List.copyOf(missed);
    }

    /** False where nobody could be told by the channel asked for: it stands on the case's timeline, which not everybody reads. */
    public boolean reached() {
        return recipients.stream().anyMatch(one -> one.remark().isEmpty());
    }

    /** Why nobody was reached; empty where somebody was. */
    public String unreached() {
        return reached()
                ? ""
                : String.join(
                        "; ",
                        recipients.stream().map(Recipient::remark).distinct().toList());
    }

    /**
     * One who was told, or was to be.
     *
     * @param channel {@code email}, or {@code timeline}: readable on the case's timeline only
     * @param remark why it was not the channel asked for, or why it did not arrive; empty where it did
     */
    public record Recipient(String name, String role, String channel, String address, String remark) {}
}
