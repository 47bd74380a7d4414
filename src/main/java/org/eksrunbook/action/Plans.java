package org.eksrunbook.action;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans and their hashes. A plan never changes: another content is another plan. */
@Service
public class Plans {

    /** More actions than this stand in an artefact, {@code actionsArtefact} of the entry. */
    static final int IN_ENTRY = 50;

    private final PlanTable table;
    private final Ledger ledger;
    private final Artefacts artefacts;
    private final Incidents incidents;
    private final ObjectMapper json;

    Plans(PlanTable table, Ledger ledger, Artefacts artefacts, Incidents incidents, ObjectMapper json) {
        this.table = table;
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.incidents = incidents;
        this.json = json;
    }

    /**
     * Makes a plan, once: the same content again is the same plan. Orders and numbers the actions; what stands there twice is done once.
     *
     * @param actions at least one, all in accounts of the scope
     * @param supersedes the plan this one takes the place of; that one can neither be approved nor performed any more
     * @throws InvalidInput where there is no action, or one in an account that nobody put into the scope
     */
    @Transactional
    public Plan make(IncidentId incident, Purpose purpose, List<Action> actions, @Nullable String supersedes) {
        if (actions.isEmpty()) {
            throw new InvalidInput("A plan has at least one action");
        }
        List<Action> outside = outsideScope(incident, actions);
        if (!outside.isEmpty()) {
            throw new InvalidInput("Put these accounts into the scope first, or leave their resources out: "
                    + String.join(
                            ", ",
                            outside.stream()
                                    .map(action -> action.target().accountId())
                                    .distinct()
                                    .sorted()
                                    .toList()));
        }
        List<Action> ordered = ordered(purpose, inKnownAccounts(incident, actions));
        String hash = PlanHash.of(incident, purpose, ordered, supersedes);
        Plan plan =
                new Plan(purpose.word() + "-" + hash.substring(0, 12), incident, purpose, ordered, hash, supersedes);
        Optional<Plan> there = table.find(incident, plan.id());
        if (there.isPresent()) {
            return there.get();
        }
        record(plan);
        table.insert(plan);
        return plan;
    }

    /** Those of the actions that would be refused: their account is not in the scope. */
    public List<Action> outsideScope(IncidentId incident, List<Action> actions) {
        Set<String> accounts = incidents.require(incident).scope().allAccounts();
        return actions.stream()
                .filter(action -> !action.target().accountId().isEmpty()
                        && !accounts.contains(action.target().accountId()))
                .toList();
    }

    /** @throws InvalidInput where the incident has no such plan */
    public Plan require(IncidentId incident, String planId) {
        return find(incident, planId)
                .orElseThrow(() -> new InvalidInput("Incident " + incident + " has no plan " + planId));
    }

    /** The plan, where the incident has it. */
    public Optional<Plan> find(IncidentId incident, String planId) {
        return table.find(incident, planId);
    }

    /** The plan made last for a purpose. */
    public Optional<Plan> newest(IncidentId incident, Purpose purpose) {
        return table.newest(incident, purpose);
    }

    /** The plan that took this one's place, if one did. */
    public Optional<String> successor(IncidentId incident, String planId) {
        return table.successor(incident, planId);
    }

    /** The actions as a plan has them: where a call told no account, it is the cluster's; a bucket's ARN tells none. */
    public List<Action> inKnownAccounts(IncidentId incident, List<Action> actions) {
        String home = incidents.require(incident).scope().accountId();
        return actions.stream().map(action -> action.in(home)).toList();
    }

    /** As {@link #inKnownAccounts}. */
    public List<Wanted> wantedInKnownAccounts(IncidentId incident, List<Wanted> wanted) {
        String home = incidents.require(incident).scope().accountId();
        return wanted.stream().map(one -> one.in(home)).toList();
    }

    /** What is done to one thing stays in the order in which it was asked for: the last change is put back first. */
    private static List<Action> ordered(Purpose purpose, List<Action> actions) {
        Map<String, Action> once = new LinkedHashMap<>();
        actions.stream()
                .sorted(Comparator.<Action>comparingInt(action -> action.kind().place(purpose))
                        .thenComparing(action -> action.target().accountId())
                        .thenComparing(action -> action.target().region())
                        .thenComparing(action -> action.target().key()))
                .forEach(action -> {
                    // Attached, detached and attached again: the last step decides how it ends.
                    if (several(action)) {
                        once.remove(name(action));
                    }
                    once.putIfAbsent(name(action), action);
                });
        List<Action> numbered = new ArrayList<>();
        once.values().forEach(action -> numbered.add(action.numbered("a" + (numbered.size() + 1))));
        return numbered;
    }

    /** Several changes of one thing are put back one by one; everything else is done to a thing once. */
    private static String name(Action action) {
        return action.kind() + "\n" + action.target().key() + (several(action) ? "\n" + action.commandText() : "");
    }

    private static boolean several(Action action) {
        return action.kind() == ActionKind.PUT_BACK || action.kind() == ActionKind.UNSHARE;
    }

    private void record(Plan plan) {
        List<Map<String, Object>> actions =
                plan.actions().stream().map(Plans::told).toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plan", plan.id());
        body.put("purpose", plan.purpose());
        body.put("hash", plan.hash());
        body.put("count", actions.size());
        if (actions.size() <= IN_ENTRY) {
            body.put("actions", actions);
        } else {
            Artefact artefact = artefacts.put("application/json", out -> out.write(json.writeValueAsBytes(actions)));
            body.put("actionsArtefact", artefact.sha256());
        }
        if (plan.supersedes() != null) {
            body.put("supersedes", plan.supersedes());
        }
        ledger.appendOnce(plan.incident(), "plan.made:" + plan.id(), "plan.made", Actor.SYSTEM, body);
    }

    private static Map<String, Object> told(Action action) {
        ResourceRef target = action.target();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", action.id());
        told.put("kind", action.kind());
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("type", target.type());
        named.put("id", target.id());
        if (target.arn() != null) {
            named.put("arn", target.arn());
        }
        named.put("accountId", target.accountId());
        named.put("region", target.region());
        told.put("target", named);
        told.put("reason", action.reason());
        told.put("command", action.commandText());
        if (!action.commands().isEmpty() && !action.manual().isBlank()) {
            told.put("note", action.manual());
        }
        told.put("undo", String.join("\n", action.undo()));
        told.put("check", action.check());
        return told;
    }
}
