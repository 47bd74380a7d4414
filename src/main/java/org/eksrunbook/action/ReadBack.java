package org.eksrunbook.action;

import java.util.List;
import org.eksrunbook.incident.Incident;

/** Looks whether a performed plan took effect. Gives one proof an action, {@code proven} only for what was read. */
public interface ReadBack {

    List<Proof> of(Incident incident, Plan plan, Performed performed);
}
