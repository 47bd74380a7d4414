package org.eksrunbook.trail;

import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;

/**
 * Port: a source that is asked instead of read, as Athena and CloudTrail's event history are. What it brings is read like any log: the source may
 * bring more events than were asked for, never fewer without saying so.
 */
public interface RemoteTrail {

    TrailSource source();

    /** Why this server cannot ask it, as a sentence that says what to do; empty: it can. Asks nobody. */
    Optional<String> unready();

    /** Where the answers come from, for people. */
    String location(Scope scope);

    /**
     * Does one bounded piece of the work, well under the lock of a job (half a minute at most), and never waits for the other side to finish.
     * Asked again with the same request it goes on where it stood; what was started once is not started twice, also after a kill.
     *
     * @throws IllegalStateException where a person has to do something; the message says what
     * @throws SourceUnavailable where trying again may help
     */
    TrailAnswer ask(TrailRequest request);

    /** The incident needs no answer any more: whatever runs for it is stopped, whatever it left behind is removed; at once or by a sweep. */
    void cancel(IncidentId incident);
}
