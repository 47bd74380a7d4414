package org.eksrunbook.trail;

import java.util.List;

/** Port: looks, before an incident, whether a source could be read if one began now. */
public interface SourceProbe {

    /**
     * One thing that was tried.
     *
     * @param required whether an incident cannot be worked on without it
     * @param detail what was seen; where it is not ready, which permission is missing or what to do
     */
    record Answer(String name, boolean ready, boolean required, String detail) {}

    /** Tries for at most some 30 seconds, changes nothing but what it says, never throws; empty where the source is not set up. */
    List<Answer> probe();
}
