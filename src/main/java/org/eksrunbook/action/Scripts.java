package org.eksrunbook.action;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.springframework.stereotype.Service;

/** One shell script for a whole plan, the same each time it is asked for. */
@Service
public class Scripts {

    private final Plans plans;
    private final Approvals approvals;
    private final Incidents incidents;
    private final Artefacts artefacts;

    Scripts(Plans plans, Approvals approvals, Incidents incidents, Artefacts artefacts) {
        this.plans = plans;
        this.approvals = approvals;
        this.incidents = incidents;
        this.artefacts = artefacts;
    }

    /** The script as text. Where the plan is not approved it says so and stops before it does anything. */
    public String text(IncidentId id, String planId) {
        Incident incident = incidents.require(id);
        Optional<Approval> approval = approvals.standing(id, planId);
        Plan plan = plans.require(id, planId);
        boolean outdated = approvals.mayBeAboutSomebodyRuledOut(id, plan);
        return ScriptWriter.write(incident, plan, approval.orElse(null), outdated);
    }

    /** The script as an artefact, for a ledger entry or a download. */
    public Artefact artefact(IncidentId id, String planId) {
        byte[] script = text(id, planId).getBytes(StandardCharsets.UTF_8);
        return artefacts.put("text/x-shellscript", out -> out.write(script));
    }
}
