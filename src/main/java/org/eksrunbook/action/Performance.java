package org.eksrunbook.action;

import java.util.List;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Carrying out an approved plan: intended, performed, proved; each recorded once a plan. Refused while the incident is held. */
@Service
public class Performance {

    /** How it was before one action, and where that is known from. {@code state}: {@code known} or {@code not readable}. */
    public record Before(String action, String state, String source) {}

    /** Records how everything is now ({@code action.intended}). Needs a standing approval. */
    public List<Before> intend(IncidentId incident, String planId) {
        throw new UnsupportedOperationException("follows");
    }

    /**
     * Records what the performer says ({@code action.performed}).
     *
     * @param outcome {@code done} or {@code failed}
     * @param failed actions that could not be performed, each with its reason
     * @param reason required where the outcome is {@code failed} and no action is named
     * @return true: done
     */
    public boolean performed(
            IncidentId incident,
            String planId,
            String user,
            @Nullable String outcome,
            List<Failure> failed,
            @Nullable String reason) {
        throw new UnsupportedOperationException("follows");
    }

    /** Looks whether it took effect and records that ({@code action.proved}). */
    public List<Proof> prove(IncidentId incident, String planId) {
        throw new UnsupportedOperationException("follows");
    }
}
