package org.eksrunbook.people;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The actions that follow from a review (playbook, Part 5): each has an owner and a date, and is reminded of until it is done. */
@Repository
public class ImprovementActions {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Notices notices;
    private final MailAddresses addresses;
    private final Clock clock;

    ImprovementActions(JdbcClient jdbc, Ledger ledger, Notices notices, MailAddresses addresses, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.notices = notices;
        this.addresses = addresses;
        this.clock = clock;
    }

    private record Done(String action, String what, String owner, String remark) {}

    private record Reminded(
            String action,
            String what,
            String owner,
            String due,
            int reminder,
            long notice,
            boolean reached,
            String why) {}

    /** Keeps an action; the same action kept again is the one that is there. */
    public ImprovementAction keep(IncidentId id, String what, String owner, LocalDate due) {
        String text = required("what", what, 2000);
        String who = required("owner", owner, 200);
        String key = Sha256.of((id.key() + '\n' + text + '\n' + who + '\n' + due).getBytes(StandardCharsets.UTF_8))
                .substring(0, 32);
        Optional<ImprovementAction> there = find(key);
        if (there.isPresent()) {
            return there.get();
        }
        jdbc.sql("insert into improvement_action (action_id, incident_key, incident_id, what, owner, due, reminders)"
                        + " values (?, ?, ?, ?, ?, ?, 0)")
                .params(key, id.key(), id.value(), text, who, due.toString())
                .update();
        return require(key);
    }

    /** Marks an action as done, once, and records {@code improvement.done}. */
    public ImprovementAction done(String actionId, Actor actor, String remark) {
        ImprovementAction action = require(actionId);
        if (!action.open()) {
            return action;
        }
        jdbc.sql("update improvement_action set done_at = ?, done_by = ?, remark = ? where action_id = ?")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        actor.name(),
                        remark.substring(0, Math.min(2000, remark.length())),
                        actionId)
                .update();
        ledger.appendOnce(
                action.incident(),
                "improvement.done:" + actionId,
                "improvement.done",
                actor,
                new Done(actionId, action.what(), action.owner(), remark));
        return require(actionId);
    }

    /**
     * Reminds the owner of an open action and records {@code improvement.reminded}; of a done one, nobody.
     *
     * @param step names this reminder; the same each time the step is repeated
     * @throws NoticeNotSent where the owner was not reached
     */
    public ImprovementAction remind(String actionId, String step) {
        ImprovementAction action = require(actionId);
        String entryStep = "improvement.reminded:" + step;
        if (!action.open() || ledger.ofStep(action.incident(), entryStep).isPresent()) {
            return action;
        }
        SentNotice sent = notices.send(action.incident(), "reminder:" + step, Actor.SYSTEM, reminder(action));
        jdbc.sql("update improvement_action set reminders = reminders + 1, reminded_at = ? where action_id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), actionId)
                .update();
        ledger.appendOnce(
                action.incident(),
                entryStep,
                "improvement.reminded",
                Actor.SYSTEM,
                new Reminded(
                        actionId,
                        action.what(),
                        action.owner(),
                        action.due().toString(),
                        action.reminders() + 1,
                        sent.seq(),
                        sent.reached(),
                        sent.unreached()));
        return require(actionId);
    }

    private Notice reminder(ImprovementAction action) {
        return new Notice(
                "reminder",
                addresses.of(action.owner(), "owner of an action"),
                "Incident " + action.incident() + ": an action was due on " + action.due(),
                "Still open, due on " + action.due() + ", owner " + VisibleText.of(action.owner()) + ":\n\n  "
                        + VisibleText.of(action.what())
                        + "\n\nMark it as done in your tasks. Until then you are reminded again.\n");
    }

    public Optional<ImprovementAction> find(String actionId) {
        return jdbc.sql("select * from improvement_action where action_id = ?")
                .param(actionId)
                .query(ImprovementActions::row)
                .optional();
    }

    /** @throws InvalidInput where there is no such action */
    public ImprovementAction require(String actionId) {
        return find(actionId).orElseThrow(() -> new InvalidInput("There is no action " + actionId));
    }

    /** The actions of an incident, the earliest due first. */
    public List<ImprovementAction> of(IncidentId id) {
        return jdbc.sql("select * from improvement_action where incident_key = ? order by due, action_id")
                .param(id.key())
                .query(ImprovementActions::row)
                .list();
    }

    private static String required(String field, String text, int longest) {
        List<String> faults = new ArrayList<>();
        if (text.isBlank()) {
            faults.add(field + ": is missing");
        }
        if (text.length() > longest) {
            faults.add(field + ": at most " + longest + " characters");
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return text.strip();
    }

    private static ImprovementAction row(ResultSet row, int number) throws SQLException {
        return new ImprovementAction(
                row.getString("action_id"),
                new IncidentId(row.getString("incident_id")),
                row.getString("what"),
                row.getString("owner"),
                LocalDate.parse(row.getString("due")),
                instant(row, "done_at"),
                row.getString("done_by"),
                row.getString("remark") == null ? "" : row.getString("remark"),
                row.getInt("reminders"),
                instant(row, "reminded_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
