package org.eksrunbook.people;

import java.util.List;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Stakeholder;
import org.eksrunbook.incident.VisibleText;
import org.springframework.stereotype.Component;

/** Tells all approvers at once that somebody decided alone what a second person has to decide. */
@Component
public class BreakGlassNotices {

    private final Notices notices;
    private final Ledger ledger;

    BreakGlassNotices(Notices notices, Ledger ledger) {
        this.notices = notices;
        this.ledger = ledger;
    }

    private record Missed(String step, String purpose, String subject, String reason) {}

    /** Whether they were told, or it was recorded that they could not be. */
    public boolean told(IncidentId id, String plan) {
        return ledger.ofStep(id, "notice:" + step(plan)).isPresent()
                || ledger.ofStep(id, "notice.missed:" + step(plan)).isPresent();
    }

    private static String step(String plan) {
        return "breakGlass:" + plan;
    }

    /**
     * Tells them once a plan. The decision stands whether a mail arrives or not: whom it does not reach stands in its entry, and where it reaches
     * nobody, that is recorded as {@code notice.missed}.
     *
     * @param plan the plan that was approved
     * @param user who approved it
     */
    public void tell(IncidentId id, String plan, String user, String reason, List<Stakeholder> approvers) {
        String step = step(plan);
        String subject = "Incident " + id + ": break-glass was used by " + user;
        String text = VisibleText.of(user) + " approved the plan " + VisibleText.of(plan)
                + " alone, without a second person.\n\nThe reason given: " + VisibleText.of(reason)
                + "\n\nLook at the plan and at what is being done. It stands first in the report.\n";
        try {
            notices.sendToWhomItReaches(id, step, Actor.SYSTEM, new Notice("breakGlass", approvers, subject, text));
        } catch (NoticeNotSent fault) {
            ledger.appendOnce(
                    id,
                    "notice.missed:" + step,
                    "notice.missed",
                    Actor.SYSTEM,
                    new Missed(step, "breakGlass", subject, String.valueOf(fault.getMessage())));
        }
    }
}
