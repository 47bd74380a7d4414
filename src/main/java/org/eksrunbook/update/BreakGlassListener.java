package org.eksrunbook.update;

import java.util.List;
import org.eksrunbook.action.BreakGlassUsed;
import org.eksrunbook.incident.Stakeholder;
import org.eksrunbook.people.BreakGlassNotices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the approvers of break-glass as soon as the decision is committed: a slow mail server holds nobody's decision up. */
@Component
class BreakGlassListener {

    private final BreakGlassNotices notices;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    BreakGlassListener(BreakGlassNotices notices, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.notices = notices;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        // The decision's own transaction is over; what is written here needs one that is not.
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void tell(BreakGlassUsed used) {
        transaction.executeWithoutResult(
                status -> notices.tell(used.incident(), used.plan(), used.user(), used.reason(), approvers()));
    }

    /** Read beside the engine's services: those show a responder only the people that a responder may see. */
    private List<Stakeholder> approvers() {
        return jdbc.sql("select u.ID_, u.EMAIL_ from ACT_ID_USER u join ACT_ID_MEMBERSHIP m on m.USER_ID_ = u.ID_"
                        + " where m.GROUP_ID_ = 'approvers' order by u.ID_")
                .query((row, number) -> {
                    String mail =
                            row.getString(2) == null ? "" : row.getString(2).strip();
                    return new Stakeholder(row.getString(1), "approver", mail.isEmpty() ? "timeline" : "email", mail);
                })
                .list();
    }
}
