package org.eksrunbook.action;

import java.util.List;
import java.util.Optional;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Plans and their hashes. */
@Service
public class Plans {

    /**
     * Makes a plan, once: the same content again is the same plan. Numbers and orders the actions.
     *
     * @param actions at least one, all in accounts of the scope
     * @param supersedes the plan this one takes the place of; that one can neither be approved nor performed any more
     */
    public Plan make(IncidentId incident, Purpose purpose, List<Action> actions, @Nullable String supersedes) {
        throw new UnsupportedOperationException("follows");
    }

    /** Those of the actions that would be refused: their account is not in the scope. */
    public List<Action> outsideScope(IncidentId incident, List<Action> actions) {
        throw new UnsupportedOperationException("follows");
    }

    /** @throws org.eksrunbook.incident.InvalidInput where the incident has no such plan */
    public Plan require(IncidentId incident, String planId) {
        throw new UnsupportedOperationException("follows");
    }

    /** The plan made last for a purpose. */
    public Optional<Plan> newest(IncidentId incident, Purpose purpose) {
        throw new UnsupportedOperationException("follows");
    }
}
