package org.eksrunbook.action;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What an approver sees of a plan, and what the answer does. */
@Component
public class PlanDecision {

    /** The answers there are. */
    public static final List<String> WORDS = List.of(Approvals.APPROVE, Approvals.REFUSE);

    private final Incidents incidents;
    private final Plans plans;
    private final Scripts scripts;
    private final Approvals approvals;
    private final ApplicationEventPublisher events;

    PlanDecision(
            Incidents incidents, Plans plans, Scripts scripts, Approvals approvals, ApplicationEventPublisher events) {
        this.incidents = incidents;
        this.plans = plans;
        this.scripts = scripts;
        this.approvals = approvals;
        this.events = events;
    }

    /**
     * @param purpose what the plan is for, in a word: several may wait to be performed at once
     * @param summary one sentence: how many actions, and which plan
     * @param makesNew whether new things may come of it, with ids that nobody knows yet
     * @param link path below {@code /} where the whole plan is
     */
    public record Shown(
            String purpose,
            String summary,
            List<Map<String, String>> rows,
            String script,
            boolean makesNew,
            String link) {}

    public Shown shown(IncidentId id, String planId) {
        Plan plan = plans.require(id, planId);
        String summary = plan.actions().size() + (plan.actions().size() == 1 ? " action" : " actions") + ". Plan "
                + plan.id() + "; the decision is bound to its hash, " + plan.hash() + ".";
        return new Shown(
                plan.purpose().label(),
                summary,
                PlanRows.of(plan),
                scripts.text(id, planId),
                plan.actions().stream().anyMatch(action -> action.kind().makesNew()),
                "/api/incidents/" + id + "/plans/" + planId + "/script");
    }

    /** See {@link Approvals#decide}. */
    public boolean decide(
            IncidentId id,
            String planId,
            String user,
            Collection<String> groups,
            String decision,
            @Nullable String reason,
            boolean breakGlass) {
        Incident incident = incidents.require(id);
        boolean approved = approvals.decide(incident.id(), planId, null, user, groups, decision, reason, breakGlass);
        if (breakGlass) {
            events.publishEvent(new BreakGlassUsed(id, planId, user, String.valueOf(reason)));
        }
        return approved;
    }
}
