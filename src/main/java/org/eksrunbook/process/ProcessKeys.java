package org.eksrunbook.process;

import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.Phase;

/** The processes that stand for an incident: what people start, and the phase each is. */
final class ProcessKeys {

    static final String INCIDENT = "eksIncidentResponse";
    static final String ERADICATE = "eradicate";
    static final String RECOVER = "recover";
    static final String POST_INCIDENT = "postIncident";
    static final String MEND_STEP = "mendStep";

    /** What may be started; while one of them runs, the incident is open. */
    static final Set<String> STARTABLE = Set.of(INCIDENT, ERADICATE, RECOVER, POST_INCIDENT);

    /** What continues a closed incident. */
    static final Set<String> CONTINUING = Set.of(RECOVER, POST_INCIDENT);

    static final Map<String, Phase> PHASES =
            Map.of(ERADICATE, Phase.ERADICATE, RECOVER, Phase.RECOVER, POST_INCIDENT, Phase.POST_INCIDENT);

    private ProcessKeys() {}
}
