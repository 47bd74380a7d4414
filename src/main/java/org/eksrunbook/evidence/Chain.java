package org.eksrunbook.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whether the entries of a ledger are as they were written. */
public final class Chain {

    private Chain() {}

    /**
     * The first entry that was changed, or does not follow the one before it.
     *
     * @param entries of one incident from the first on
     */
    public static Optional<Entry> broken(List<Entry> entries) {
        String previous = Head.NOTHING;
        long seq = 0;
        for (Entry entry : entries) {
            seq++;
            boolean fits = entry.seq() == seq
                    && entry.previous().equals(previous)
                    && Line.isSealed(entry.line().getBytes(StandardCharsets.UTF_8))
                    && entry.line().endsWith(entry.hash() + "\"}");
            if (!fits) {
                return Optional.of(entry);
            }
            previous = entry.hash();
        }
        return Optional.empty();
    }
}
