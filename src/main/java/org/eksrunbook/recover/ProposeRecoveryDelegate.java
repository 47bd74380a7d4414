package org.eksrunbook.recover;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.process.BusinessKey;
import org.springframework.stereotype.Component;

/** Records the proposals, so that the decision can name the facts it rests on. */
@Component
final class ProposeRecoveryDelegate implements JavaDelegate {

    private static final int MOST_NAMED = 50;

    private final Incidents incidents;
    private final Proposals proposals;
    private final Artefacts artefacts;
    private final Ledger ledger;
    private final ObjectMapper json;

    ProposeRecoveryDelegate(
            Incidents incidents, Proposals proposals, Artefacts artefacts, Ledger ledger, ObjectMapper json) {
        this.incidents = incidents;
        this.proposals = proposals;
        this.artefacts = artefacts;
        this.ledger = ledger;
        this.json = json;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.require(BusinessKey.of(execution));
        List<Proposal> made = proposals.make(incident);
        Artefact artefact = artefacts.put("application/json", out -> out.write(json.writeValueAsBytes(made)));
        List<Map<String, String>> backups = backups(made);
        int named = Math.min(MOST_NAMED, backups.size());
        ledger.append(
                incident.id(),
                Proposals.KIND,
                Actor.SYSTEM,
                Map.of(
                        "count",
                        made.size(),
                        "backups",
                        backups.subList(0, named),
                        "moreBackups",
                        backups.size() - named,
                        "artefact",
                        artefact.sha256()));
    }

    /** What has a backup from before, or should have one: for the report. */
    private static List<Map<String, String>> backups(List<Proposal> made) {
        return made.stream()
                .filter(one -> one.backup().equals("before")
                        || one.heading().equals(Heading.DELETED)
                                && !one.backup().equals("unknown"))
                .map(one -> Map.of(
                        "resource",
                        one.type() + " " + one.id(),
                        "backup",
                        one.backupWords(),
                        "point",
                        one.recoveryPoint() == null ? "" : one.recoveryPoint()))
                .toList();
    }
}
