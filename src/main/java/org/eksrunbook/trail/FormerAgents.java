package org.eksrunbook.trail;

import org.jspecify.annotations.Nullable;

/** With which user agents was called before the compromise, whoever called: hashes, 16 bytes each and never more than {@link #MOST}. */
final class FormerAgents {

    static final int MOST = 100_000;

    private final Fingerprints fingerprints = new Fingerprints();
    private final HashSet64 heard = new HashSet64();
    // Most calls come from whom the call before came from.
    private @Nullable String last;

    void hear(@Nullable String agent) {
        if (agent != null && !agent.isBlank() && !agent.equals(last) && heard.size() < MOST) {
            last = agent;
            heard.add(fingerprints.of(agent));
        }
    }

    /** Whether more may have been heard than can be kept. */
    boolean isFull() {
        return heard.size() >= MOST;
    }

    /** Whether nobody was heard with it, though others were with other ones; false where not all could be kept. */
    boolean lack(String agent) {
        return heard.size() > 0 && !isFull() && !heard.contains(fingerprints.of(agent));
    }
}
