package org.eksrunbook.action;

import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Service;

/** One shell script for a whole plan, the same each time it is asked for. */
@Service
public class Scripts {

    /** The script as text; says so in its head where the plan is not approved. */
    public String text(IncidentId incident, String planId) {
        throw new UnsupportedOperationException("follows");
    }

    /** The script as an artefact. */
    public Artefact artefact(IncidentId incident, String planId) {
        throw new UnsupportedOperationException("follows");
    }
}
