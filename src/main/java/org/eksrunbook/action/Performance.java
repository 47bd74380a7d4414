package org.eksrunbook.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Carrying out an approved plan: intended, performed, proved; each recorded once a plan. Refused while the incident is held. */
@Service
public class Performance {

    private static final String USER = "user:";

    private final Plans plans;
    private final Approvals approvals;
    private final BeforeImages images;
    private final ReadBack readBack;
    private final Bulk bulk;
    private final Incidents incidents;
    private final Ledger ledger;

    Performance(
            Plans plans,
            Approvals approvals,
            BeforeImages images,
            ReadBack readBack,
            Bulk bulk,
            Incidents incidents,
            Ledger ledger) {
        this.plans = plans;
        this.approvals = approvals;
        this.images = images;
        this.readBack = readBack;
        this.bulk = bulk;
        this.incidents = incidents;
        this.ledger = ledger;
    }

    /** How it was before one action, and where that is known from. {@code state}: {@code known} or {@code not readable}. */
    public record Before(String action, String state, String source) {}

    /**
     * Records how everything was before, as far as it is known ({@code action.intended}).
     *
     * @throws Conflict where no approval stands, or the incident is held
     */
    @Transactional
    public List<Before> intend(IncidentId id, String planId) {
        Optional<Entry> recorded = ledger.ofStep(id, "action.intended:" + planId);
        if (recorded.isPresent()) {
            return befores(recorded.get());
        }
        Incident incident = requireReleased(id);
        Approval approval = approvals.requireApproved(id, planId);
        BeforeImages.Taken taken = images.of(incident, plans.require(id, planId));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plan", planId);
        body.put("hash", approval.hash());
        body.put("approval", approval.seq());
        bulk.put(body, "before", taken.before());
        body.put("artefact", taken.artefact());
        return befores(ledger.appendOnce(id, "action.intended:" + planId, "action.intended", Actor.SYSTEM, body));
    }

    /**
     * Records what the performer says ({@code action.performed}).
     *
     * @param outcome {@code done} or {@code failed}
     * @param failed actions that could not be performed, each with its reason; the script stops there, so that those behind count as not
     *     performed either
     * @param alsoDone those behind that were performed all the same
     * @param reason required where the outcome is {@code failed} and no action is named
     * @param newOnes ids of the new things that actions made in the place of old ones, by the action's id
     * @return true: done
     * @throws InvalidInput where a field is missing or names an action that the plan does not have
     * @throws Forbidden where the performer approved the plan
     * @throws Conflict where no approval stands, the incident is held, or somebody else performed it
     */
    @Transactional
    public boolean performed(
            IncidentId id,
            String planId,
            String user,
            @Nullable String outcome,
            List<Failure> failed,
            List<String> alsoDone,
            @Nullable String reason,
            Map<String, String> newOnes) {
        Plan plan = plans.require(id, planId);
        PerformedInput.validate(plan, outcome, failed, alsoDone, reason);
        PerformedInput.validate(plan, newOnes);
        requireReleased(id);
        Approval approval = approvals.requireApproved(id, planId);
        if (approval.by().equals(user) && !approval.breakGlass()) {
            throw new Forbidden("You approved this plan: another person performs it");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plan", planId);
        body.put("hash", approval.hash());
        body.put("approval", approval.seq());
        body.put("outcome", String.valueOf(outcome));
        body.put("failed", PerformedInput.withBehind(plan, failed, alsoDone));
        body.put("reason", reason == null ? "" : reason.strip());
        if (!newOnes.isEmpty()) {
            body.put("newOnes", newOnes);
        }
        Entry entry = ledger.appendOnce(id, "action.performed:" + planId, "action.performed", Actor.user(user), body);
        if (!entry.actor().equals(USER + user)
                || !entry.body().path("outcome").asText().equals(outcome)) {
            throw new Conflict("This plan was performed already, by " + entry.actor());
        }
        return "done".equals(outcome);
    }

    /** What was said of a plan's performance, if it was performed. */
    public Optional<Performed> performed(IncidentId id, String planId) {
        return ledger.ofStep(id, "action.performed:" + planId).map(Performance::performed);
    }

    /**
     * Looks whether it took effect and records that ({@code action.proved}).
     *
     * @throws Conflict where the plan was not performed
     */
    @Transactional
    public List<Proof> prove(IncidentId id, String planId) {
        Optional<Entry> recorded = ledger.ofStep(id, "action.proved:" + planId);
        if (recorded.isPresent()) {
            return proofs(recorded.get());
        }
        Performed performed = performed(id, planId)
                .orElseThrow(() -> new Conflict("Plan " + planId + " was not performed: there is nothing to look for"));
        List<Proof> proofs = readBack.of(incidents.require(id), plans.require(id, planId), performed);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plan", planId);
        bulk.put(body, "proofs", proofs);
        return proofs(ledger.appendOnce(id, "action.proved:" + planId, "action.proved", Actor.SYSTEM, body));
    }

    /** @throws Conflict where the incident is held */
    public Incident requireReleased(IncidentId id) {
        Incident incident = incidents.require(id);
        if (incident.held()) {
            throw new Conflict("Incident " + id + " is held: release it before anything is changed");
        }
        return incident;
    }

    private static Performed performed(Entry entry) {
        List<Failure> failed = new ArrayList<>();
        entry.body()
                .path("failed")
                .forEach(one -> failed.add(new Failure(
                        one.path("action").asText(), one.path("reason").asText())));
        Map<String, String> newOnes = new LinkedHashMap<>();
        entry.body()
                .path("newOnes")
                .properties()
                .forEach(one -> newOnes.put(one.getKey(), one.getValue().asText()));
        return new Performed(
                entry.body().path("plan").asText(),
                entry.body().path("outcome").asText(),
                entry.actor().substring(USER.length()),
                entry.at(),
                failed,
                entry.body().path("reason").asText(),
                newOnes);
    }

    private List<Before> befores(Entry entry) {
        List<Before> befores = new ArrayList<>();
        for (JsonNode one : bulk.list(entry.body(), "before")) {
            befores.add(new Before(
                    one.path("action").asText(),
                    one.path("state").asText(),
                    one.path("source").asText()));
        }
        return befores;
    }

    private List<Proof> proofs(Entry entry) {
        List<Proof> proofs = new ArrayList<>();
        for (JsonNode one : bulk.list(entry.body(), "proofs")) {
            proofs.add(new Proof(
                    one.path("action").asText(),
                    one.path("state").asText(),
                    one.path("how").asText()));
        }
        return proofs;
    }
}
