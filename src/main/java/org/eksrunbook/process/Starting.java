package org.eksrunbook.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.WrongCaller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts incidents for callers that are not at the engine's own interface: intake, and the application itself. */
@Component
public class Starting {

    private final RuntimeService runtime;

    Starting(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /**
     * Starts {@code eksIncidentResponse}.
     *
     * @param variables as over REST; JSON may be given as text
     * @param startedBy the authenticated name of who asked for it
     * @throws InvalidInput naming every fault; nothing is left behind
     * @throws Conflict where the id is open
     * @throws WrongCaller where the server's credentials are not the ones that it should have
     * @throws DiskNearlyFull where there is no room for it
     */
    @Transactional
    public void incident(IncidentId id, Map<String, Object> variables, String startedBy) {
        Map<String, Object> all = new LinkedHashMap<>(variables);
        all.put(IncidentStartListener.STARTED_BY, startedBy);
        try {
            runtime.startProcessInstanceByKey(ProcessKeys.INCIDENT, id.value(), all);
        } catch (RestException refused) {
            if (refused.getCause() instanceof InvalidInput invalid) {
                throw invalid;
            }
            if (refused.getCause() instanceof Conflict conflict) {
                throw conflict;
            }
            if (refused.getCause() instanceof WrongCaller wrong) {
                throw wrong;
            }
            if (refused.getCause() instanceof DiskNearlyFull noRoom) {
                throw noRoom;
            }
            throw refused;
        }
    }
}
