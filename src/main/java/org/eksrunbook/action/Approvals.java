package org.eksrunbook.action;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Decisions about plans; read from the ledger, never from a process variable. */
@Service
public class Approvals {

    public static final String APPROVE = "approve";
    public static final String REFUSE = "refuse";

    /**
     * Records a decision. Once decided, a plan stays decided.
     *
     * @param shownHash hash of the plan that the form showed; null: not asked
     * @param decision {@value #APPROVE} or {@value #REFUSE}
     * @param reason required for a refusal and for break-glass
     * @return true: approved
     */
    public boolean decide(
            IncidentId incident,
            String planId,
            @Nullable String shownHash,
            String user,
            Collection<String> groups,
            String decision,
            @Nullable String reason,
            boolean breakGlass) {
        throw new UnsupportedOperationException("follows");
    }

    /** The approval that stands, if one does: bound to the plan's hash as it is now, not superseded. */
    public Optional<Approval> standing(IncidentId incident, String planId) {
        throw new UnsupportedOperationException("follows");
    }

    /** @throws org.eksrunbook.incident.Conflict where no approval stands */
    public Approval requireApproved(IncidentId incident, String planId) {
        throw new UnsupportedOperationException("follows");
    }

    /** Names of those whose decisions the plan rests on: they do not approve it. */
    public Set<String> proposers(IncidentId incident, String planId) {
        throw new UnsupportedOperationException("follows");
    }
}
