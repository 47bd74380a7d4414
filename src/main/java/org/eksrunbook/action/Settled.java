package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** Which actions of earlier plans took effect, so that a plan made again asks only for what is left. Read from the ledger. */
@Component
public class Settled {

    private final Ledger ledger;
    private final Plans plans;
    private final Bulk bulk;

    Settled(Ledger ledger, Plans plans, Bulk bulk) {
        this.ledger = ledger;
        this.plans = plans;
        this.bulk = bulk;
    }

    /** Those of the actions that no earlier plan has settled ({@code proven} or {@code stated}), as a plan has them. */
    public List<Action> left(IncidentId id, List<Action> actions) {
        Set<String> done = done(id);
        return plans.inKnownAccounts(id, actions).stream()
                .filter(action -> !done.contains(name(action)))
                .toList();
    }

    private Set<String> done(IncidentId id) {
        Set<String> done = new HashSet<>();
        for (Entry entry : ledger.entries(id, "action.proved")) {
            Plan plan = plans.require(id, entry.body().path("plan").asText());
            for (JsonNode proof : bulk.list(entry.body(), "proofs")) {
                if (!proof.path("state").asText().equals(Proof.FAILED)) {
                    plan.action(proof.path("action").asText())
                            .map(Settled::name)
                            .ifPresent(done::add);
                }
            }
        }
        return done;
    }

    private static String name(Action action) {
        return action.kind().word() + "\n" + action.target().key() + "\n" + action.commandText();
    }
}
