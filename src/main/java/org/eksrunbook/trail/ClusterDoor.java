package org.eksrunbook.trail;

import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;

/** Port: how the Kubernetes API of the incident's cluster is reached, with the reading role of its account. */
public interface ClusterDoor {

    /** Whether this server may knock at all for such a scope. Asks nobody. */
    boolean opens(Scope scope);

    /**
     * @throws SourceUnavailable where it cannot be told how to reach the API, with the reason
     * @throws FactsUnavailable where trying again may help and is wanted
     */
    Way open(Scope scope, Unanswered unanswered);

    /**
     * @param endpoint of the API, with the scheme
     * @param certificateAuthority its certificate, as PEM in base64; empty: an authority that everybody knows
     * @param token lives for some minutes
     */
    record Way(String endpoint, String certificateAuthority, String token) {

        /** Without the token: it opens the door. */
        @Override
        public String toString() {
            return endpoint;
        }
    }
}
