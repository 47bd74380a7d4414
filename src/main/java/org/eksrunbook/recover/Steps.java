package org.eksrunbook.recover;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.eksrunbook.action.Action;
import org.eksrunbook.action.Wanted;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.process.BusinessKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the paths of Part 4 plan, one entry a path; «Put it into one plan» gathers them. */
@Component
class Steps {

    static final String KIND = "recovery.planned";

    private final Decided decided;
    private final Ledger ledger;
    private final Artefacts artefacts;
    private final ObjectMapper json;

    Steps(Decided decided, Ledger ledger, Artefacts artefacts, ObjectMapper json) {
        this.decided = decided;
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.json = json;
    }

    /** One thing on its path. */
    record Thing(InventoryRow row, Proposal proposal, Decision.Group group, Decision decision) {}

    /** Plans for every thing of the groups chosen, and records the actions once for the decision that stands. */
    void plan(
            DelegateExecution execution,
            Predicate<Decision.Group> chosen,
            BiFunction<IncidentId, Thing, List<Action>> remedy) {
        IncidentId id = BusinessKey.of(execution);
        Decided.Standing standing = decided.of(id);
        List<Action> actions = new ArrayList<>();
        int things = 0;
        for (Decision.Group group : standing.decision().groups()) {
            if (chosen.test(group)) {
                for (String key : group.resources()) {
                    InventoryRow row = standing.rows().get(key);
                    Proposal proposal = standing.proposals().get(key);
                    if (row != null && proposal != null) {
                        things++;
                        actions.addAll(remedy.apply(id, new Thing(row, proposal, group, standing.decision())));
                    }
                }
            }
        }
        record(id, execution.getCurrentActivityId(), standing.seq(), things, actions);
    }

    private void record(IncidentId id, String activity, long decision, int things, List<Action> actions) {
        Artefact artefact = artefacts.put("application/json", out -> out.write(json.writeValueAsBytes(actions)));
        ledger.appendOnce(
                id,
                activity + "/" + decision,
                KIND,
                Actor.SYSTEM,
                Map.of(
                        "path", activity,
                        "decision", decision,
                        "resources", things,
                        "actions", actions.size(),
                        "artefact", artefact.sha256()));
    }

    /** The actions of all paths for the decision that stands. */
    List<Wanted> wanted(IncidentId id) {
        Decided.Standing standing = decided.of(id);
        Map<String, Instant> notBack = notBack(id);
        List<Wanted> wanted = new ArrayList<>();
        for (Entry entry : ledger.entries(id, KIND)) {
            if (entry.body().path("decision").asLong() == standing.seq()) {
                for (Action action : read(entry.body().path("artefact").asText())) {
                    InventoryRow row = standing.rows().get(action.target().key());
                    wanted.add(new Wanted(
                            action, row == null ? null : occasion(row, notBack.get(ApplicationsToConfirm.name(row)))));
                }
            }
        }
        return wanted;
    }

    /** When an owner last said of an application that it is not back: what was done before that did not bring it back. */
    private Map<String, Instant> notBack(IncidentId id) {
        Map<String, Instant> notBack = new HashMap<>();
        for (Entry entry : ledger.entries(id, ConfirmRecoveredTask.KIND)) {
            if (entry.body().path("decision").asText().equals(ConfirmRecoveredTask.REFUSE)) {
                notBack.put(entry.body().path("application").asText(), entry.at());
            }
        }
        return notBack;
    }

    private static @Nullable Instant occasion(InventoryRow row, @Nullable Instant notBack) {
        Instant seen = row.lastSeen();
        return seen == null || notBack != null && notBack.isAfter(seen) ? notBack : seen;
    }

    private List<Action> read(String artefact) {
        try (InputStream in = artefacts.open(artefact)) {
            return json.readValue(in, new TypeReference<List<Action>>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException("The planned actions cannot be read", broken);
        }
    }
}
