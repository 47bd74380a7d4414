package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.asset.HandOver;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/**
 * Which actions of earlier plans took effect, so that a plan made again asks only for what is left. Read from the ledger. What the attacker
 * did again after a plan was handed out, that plan has not settled.
 */
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
    public List<Action> left(IncidentId id, List<Wanted> wanted) {
        Map<String, HandOver> done = done(id);
        return plans.wantedInKnownAccounts(id, wanted).stream()
                .filter(one -> {
                    HandOver earlier = done.get(name(one.action()));
                    return earlier == null || one.again(earlier);
                })
                .map(Wanted::action)
                .toList();
    }

    /** When a plan was handed out to be performed; empty where it was not yet. */
    public Optional<HandOver> handOver(IncidentId id, String planId) {
        return ledger.ofStep(id, "action.intended:" + planId).map(entry -> new HandOver(entry.at()));
    }

    /** What was done, and when the plan that did it last was handed out: what came before that, it dealt with. */
    private Map<String, HandOver> done(IncidentId id) {
        Map<String, HandOver> done = new HashMap<>();
        for (Entry entry : ledger.entries(id, "action.proved")) {
            Plan plan = plans.require(id, entry.body().path("plan").asText());
            HandOver handOver = handOver(id, plan.id()).orElse(new HandOver(entry.at()));
            for (JsonNode proof : bulk.list(entry.body(), "proofs")) {
                if (!proof.path("state").asText().equals(Proof.FAILED)) {
                    plan.action(proof.path("action").asText())
                            .ifPresent(action -> done.merge(
                                    name(action), handOver, (one, other) -> one.isBefore(other.at()) ? other : one));
                }
            }
        }
        return done;
    }

    private static String name(Action action) {
        return String.join("\n", action.kind().word(), action.target().key(), action.commandText(), action.manual());
    }
}
