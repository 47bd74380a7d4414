package org.eksrunbook.trail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eksrunbook.incident.VisibleText;

/**
 * Who came in by an identity provider after the attacker had changed it, where the logs have nobody who came in by it before: each of them may be one of its
 * own people or the attacker, and only a person can tell.
 */
final class IncomparableComings {

    /** So many sessions are listed of one provider; a cluster's lets in every pod. */
    private static final int MOST = 50;

    private final Suspects suspects;
    private final Map<String, Set<String>> sessions = new TreeMap<>();

    IncomparableComings(Suspects suspects) {
        this.suspects = suspects;
    }

    void see(Sighting sighting, EventRecord event, String provider) {
        String session = Json.text(HandedOut.session(event), "arn");
        if (session == null) {
            return;
        }
        Set<String> known = sessions.computeIfAbsent(provider, made -> new LinkedHashSet<>());
        known.add(session);
        if (known.size() <= MOST) {
            suspects.consider(
                    sighting.eventId(),
                    sighting.time(),
                    session,
                    "came in by " + provider + " after the attacker had changed it",
                    "undecided: the logs have nobody who came in by this provider before the change to compare with"
                            + from(sighting)
                            + "; name it in the scope to have its calls looked at if it is none of the provider's own people");
        }
    }

    private static String from(Sighting sighting) {
        return sighting.address() == null ? "" : ", it came from " + sighting.address();
    }

    /** Of which provider how many wait for a person's judgement. */
    List<String> told() {
        return sessions.entrySet().stream()
                .map(one -> "The attacker changed " + VisibleText.of(one.getKey())
                        + ", and the logs have nobody who came in by it before: "
                        + one.getValue().size()
                        + " sessions that came in by it since then are undecided and wait for a person's judgement"
                        + (one.getValue().size() > MOST ? "; " + MOST + " of them are listed." : "."))
                .toList();
    }
}
