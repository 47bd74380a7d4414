package org.eksrunbook.trail;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Unanswered;

/** Port: the public keys that CloudTrail signed digests of a region with. */
public interface DigestKeys {

    /**
     * Keys by their fingerprint (CloudTrail API, ListPublicKeys).
     *
     * @throws FactsUnavailable where trying again may help and is wanted
     * @throws SourceUnavailable where they cannot be had; the digests are then reported as not validated
     */
    Map<String, PublicKey> of(String region, Instant from, Instant until, Unanswered unanswered);
}
