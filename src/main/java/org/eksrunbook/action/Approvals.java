package org.eksrunbook.action;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Conflict;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decisions about plans; read from the ledger at the moment they are asked for, never from a process variable. */
@Service
public class Approvals {

    public static final String APPROVE = "approve";
    public static final String REFUSE = "refuse";

    private static final Set<Purpose> OF_PRINCIPALS = Set.of(Purpose.CUT, Purpose.ERADICATE);
    private static final String APPROVERS = "approvers";
    private static final String RESPONDERS = "responders";
    private static final String USER = "user:";

    private final Plans plans;
    private final Ledger ledger;

    Approvals(Plans plans, Ledger ledger) {
        this.plans = plans;
        this.ledger = ledger;
    }

    /**
     * Records a decision. Once decided, a plan stays decided.
     *
     * @param shownHash hash of the plan that the form showed; null: not asked
     * @param decision {@value #APPROVE} or {@value #REFUSE}
     * @param reason required for a refusal and for break-glass
     * @param breakGlass true: a responder approves because no approver can be reached; lifts the rule of two people, is told to all
     *     approvers and stands first in the report
     * @return true: approved
     * @throws InvalidInput where a field is missing or says nothing
     * @throws Forbidden where this person may not decide
     * @throws Conflict where the plan was decided, replaced or is not the one that was shown
     */
    @Transactional
    public boolean decide(
            IncidentId incident,
            String planId,
            @Nullable String shownHash,
            String user,
            Collection<String> groups,
            @Nullable String decision,
            @Nullable String reason,
            boolean breakGlass) {
        Plan plan = plans.require(incident, planId);
        boolean approve = validated(decision, reason, breakGlass);
        if (shownHash != null && !shownHash.equals(plan.hash())) {
            throw new Conflict("The plan shown is not plan " + planId + " any more: look at it again");
        }
        requirePerson(incident, plan, user, groups, breakGlass);
        requireUndecided(incident, plan);
        if (approve && decision(incident, planId).isEmpty()) {
            requireNobodyRuledOut(incident, plan);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plan", planId);
        body.put("hash", plan.hash());
        body.put("reason", reason == null ? "" : reason.strip());
        body.put("breakGlass", breakGlass);
        Entry entry = ledger.appendOnce(
                incident, "plan.decided:" + planId, approve ? "plan.approved" : "plan.refused", Actor.user(user), body);
        if (!entry.actor().equals(USER + user) || approve != entry.kind().equals("plan.approved")) {
            throw decided(entry);
        }
        return approve;
    }

    /** The approval that stands, if one does: bound to the plan's hash as it is now, of a plan that no other took the place of. */
    public Optional<Approval> standing(IncidentId incident, String planId) {
        Plan plan = plans.require(incident, planId);
        if (plans.successor(incident, planId).isPresent() || !madeAs(incident, plan)) {
            return Optional.empty();
        }
        return decision(incident, planId)
                .filter(entry -> entry.kind().equals("plan.approved"))
                .filter(entry -> entry.body().path("hash").asText().equals(plan.hash()))
                .filter(entry -> entry.actor().startsWith(USER))
                .map(entry -> new Approval(
                        planId,
                        plan.hash(),
                        entry.actor().substring(USER.length()),
                        entry.at(),
                        entry.body().path("reason").asText(),
                        entry.body().path("breakGlass").asBoolean(),
                        entry.seq()));
    }

    /** Whether somebody refused the plan. */
    public boolean isRefused(IncidentId incident, String planId) {
        return decision(incident, planId)
                .filter(entry -> entry.kind().equals("plan.refused"))
                .isPresent();
    }

    /** @throws Conflict where no approval stands */
    public Approval requireApproved(IncidentId incident, String planId) {
        return standing(incident, planId)
                .orElseThrow(
                        () -> new Conflict(
                                "Plan " + planId
                                        + " is not approved as it stands: someone of «approvers» decides it first, or another plan took its place"));
    }

    /** Names of those whose decisions the plan rests on: they do not approve it. */
    public Set<String> proposers(IncidentId incident, String planId) {
        return Proposers.of(plans.require(incident, planId), ledger.entries(incident));
    }

    private static boolean validated(@Nullable String decision, @Nullable String reason, boolean breakGlass) {
        if (!APPROVE.equals(decision) && !REFUSE.equals(decision)) {
            throw new InvalidInput("decision: «approve» or «refuse»");
        }
        boolean approve = APPROVE.equals(decision);
        boolean reasoned = reason != null && !reason.isBlank();
        if (!approve && !reasoned) {
            throw new InvalidInput("reason: say why you refuse, so that the plan can be made better");
        }
        if (breakGlass && !approve) {
            throw new InvalidInput("breakGlass: is for approving when no approver can be reached, not for refusing");
        }
        if (breakGlass && !reasoned) {
            throw new InvalidInput("reason: say why no approver could be waited for");
        }
        return approve;
    }

    private void requirePerson(
            IncidentId incident, Plan plan, String user, Collection<String> groups, boolean breakGlass) {
        if (breakGlass) {
            if (!groups.contains(RESPONDERS)) {
                throw new Forbidden("Break-glass is for responders who reach no approver: decide without it");
            }
            return;
        }
        if (!groups.contains(APPROVERS)) {
            throw new Forbidden("A member of «approvers» decides this plan; where none can be reached,"
                    + " a responder may approve it with break-glass and a reason");
        }
        if (Proposers.of(plan, ledger.entries(incident)).contains(user)) {
            throw new Forbidden("You decided what this plan rests on: another member of «approvers» approves it");
        }
    }

    /** A plan that was made before a person ruled somebody out may be about him. */
    boolean mayBeAboutSomebodyRuledOut(IncidentId incident, Plan plan) {
        long made = ledger.ofStep(incident, "plan.made:" + plan.id())
                .map(Entry::seq)
                .orElse(0L);
        return OF_PRINCIPALS.contains(plan.purpose())
                && ledger.entries(incident, "scope.changed").stream()
                        .anyMatch(entry -> entry.seq() > made
                                && !entry.body().at("/changes/removePrincipals").isEmpty());
    }

    private void requireNobodyRuledOut(IncidentId incident, Plan plan) {
        if (mayBeAboutSomebodyRuledOut(incident, plan)) {
            throw new Conflict("Somebody was ruled out after this plan was made: refuse it. What is left to do comes"
                    + " with the clean-up, planned anew");
        }
    }

    private void requireUndecided(IncidentId incident, Plan plan) {
        plans.successor(incident, plan.id()).ifPresent(successor -> {
            throw new Conflict("Plan " + successor + " took the place of this one: look at that");
        });
        if (!madeAs(incident, plan)) {
            throw new Conflict("Plan " + plan.id() + " is not as the ledger recorded it: make it anew");
        }
    }

    private boolean madeAs(IncidentId incident, Plan plan) {
        return ledger.ofStep(incident, "plan.made:" + plan.id())
                .map(entry -> entry.body().path("hash").asText().equals(plan.hash()))
                .orElse(false);
    }

    private Optional<Entry> decision(IncidentId incident, String planId) {
        return ledger.ofStep(incident, "plan.decided:" + planId);
    }

    private static Conflict decided(Entry entry) {
        return new Conflict("This plan was decided already: "
                + (entry.kind().equals("plan.approved") ? "approved" : "refused") + " by " + entry.actor());
    }
}
